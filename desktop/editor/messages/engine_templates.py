"""The engine's sentences once more, marked for translation; a test compares the two."""

from desktop.editor.messages.learning_templates import LEARNING_TEMPLATES
from desktop.editor.messages.margin_templates import MARGIN_TEMPLATES
from desktop.editor.messages.story_templates import STORY_TEMPLATES
from desktop.editor.messages.wording import QT_TRANSLATE_NOOP

TEMPLATES = (
    # desktop/engine/errors.py Sentence(template, values)
    QT_TRANSLATE_NOOP(
        "errors",
        "The model in {folder} has format version {version} and this Inkling reads version {known}; "
        "update Inkling or choose another model.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The model in {folder} is of kind {kind} and this Inkling knows {known}; "
        "update Inkling or choose another model.",
    ),
    QT_TRANSLATE_NOOP(
        "errors", "The model in {folder} tells moods and suggests no words; choose one that suggests."
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The model in {folder} suggests words and tells no moods; choose a mood model, such as "
        "“inkling-train fit --preset mood” makes.",
    ),
    QT_TRANSLATE_NOOP(
        "errors", "The model in {folder} tells moods that are no probabilities; install the model again."
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The model in {folder} has a malformed config.json ({reason}); install the model again.",
    ),
    QT_TRANSLATE_NOOP("errors", "The model in {folder} lacks its file {file}; install the model again."),
    QT_TRANSLATE_NOOP(
        "errors",
        "The model in {folder} was altered: {file} does not match its checksum; install the model again.",
    ),
    QT_TRANSLATE_NOOP("errors", "There is no model folder {folder}; choose another model."),
    QT_TRANSLATE_NOOP(
        "errors",
        "The folder {folder} holds no config.json, so it is no Inkling model; choose another folder.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The model in {folder} has a config.json that is not valid JSON; install the model again.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The model's file {path} cannot be read ({reason}); check the permissions of the folder.",
    ),
    QT_TRANSLATE_NOOP(
        "errors", "Your version of {path} cannot be kept in {folder} ({reason}); save it elsewhere first."
    ),
    QT_TRANSLATE_NOOP("errors", "{path} is not {encoding}; choose another encoding."),
    QT_TRANSLATE_NOOP("errors", "A save of {file} was interrupted; it is finished now."),
    QT_TRANSLATE_NOOP(
        "errors", "{path} would be larger than {size} MB and could not be opened again; save it in parts."
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{path} was damaged while it was saved ({reason}); its whole text, old and new, is in {note}: "
        "make room and open the file again.",
    ),
    QT_TRANSLATE_NOOP("errors", "Inkling knows no encoding {encoding}; choose another."),
    QT_TRANSLATE_NOOP(
        "errors",
        "{file} is not UTF-8 and was read as {encoding}, which is a guess; reopen it with another "
        "encoding if letters are wrong.",
    ),
    QT_TRANSLATE_NOOP(
        "errors", "{file} has bytes that are not {encoding}; they are shown as boxes and saved as they are."
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "With the control characters {letters} {file} would be no text file in {encoding}; save it as UTF-8.",
    ),
    QT_TRANSLATE_NOOP("errors", "{encoding} has no {letters}; save {file} as UTF-8, which has all letters."),
    QT_TRANSLATE_NOOP("errors", "{path} is a device, not a text file; choose another name."),
    QT_TRANSLATE_NOOP(
        "errors",
        "{path} is of a kind that Inkling does not read ({kind}); save it as .docx or .odt in the "
        "program that made it.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{path} takes longer to read than any text does; do not trust it.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The process that works on the text has ended, and nothing was changed; make room in memory and try "
        "again.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{path} does not say in which format to write; end its name in one of {kinds}.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "There is a file {path} already; choose another name, or have it replaced (--force).",
    ),
    QT_TRANSLATE_NOOP("errors", "{path} holds no texts; name a folder with texts in it."),
    QT_TRANSLATE_NOOP(
        "errors",
        "{path} is protected against copying (DRM) and cannot be read; ask its seller for one without.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{path} is damaged or no {kind} file; open it in the program that made it and save it again.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{path} is locked with a password; save it without one in the program that made it.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{path} would unpack to more than {size} MB, which no text does; do not trust it.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{path} is in the form of Word before 2007; save it as .docx or .odt in the program that made it.",
    ),
    QT_TRANSLATE_NOOP("errors", "Pictures and drawn objects were left out: {count}."),
    QT_TRANSLATE_NOOP("errors", "Comments were left out: {count}."),
    QT_TRANSLATE_NOOP("errors", "Tracked changes were taken as accepted: {count}."),
    QT_TRANSLATE_NOOP("errors", "Hidden text was left out: {count} places."),
    QT_TRANSLATE_NOOP("errors", "Tables were kept as paragraphs, one for each cell: {count}."),
    QT_TRANSLATE_NOOP("errors", "Lists were kept as paragraphs: {count} items."),
    QT_TRANSLATE_NOOP("errors", "Struck-through text was kept without its line: {count} places."),
    QT_TRANSLATE_NOOP("errors", "A table of contents was left out, since headings make a new one."),
    QT_TRANSLATE_NOOP("errors", "Page headers and footers were left out."),
    QT_TRANSLATE_NOOP("errors", "Plain text has no bold or italic letters; they stand between * and _."),
    QT_TRANSLATE_NOOP("errors", "UTF-8"),
    QT_TRANSLATE_NOOP("errors", "UTF-8 with byte order mark"),
    QT_TRANSLATE_NOOP("errors", "UTF-16"),
    QT_TRANSLATE_NOOP("errors", "UTF-16 (big-endian)"),
    QT_TRANSLATE_NOOP("errors", "UTF-32"),
    QT_TRANSLATE_NOOP("errors", "UTF-32 (big-endian)"),
    QT_TRANSLATE_NOOP("errors", "Western (ISO-8859-15)"),
    QT_TRANSLATE_NOOP("errors", "Western (Mac Roman)"),
    QT_TRANSLATE_NOOP("errors", "Western (DOS 850)"),
    QT_TRANSLATE_NOOP("errors", "Central European (Windows-1250)"),
    QT_TRANSLATE_NOOP("errors", "Central European (ISO-8859-2)"),
    QT_TRANSLATE_NOOP("errors", "Central European (DOS 852)"),
    QT_TRANSLATE_NOOP("errors", "Central European (Mac)"),
    QT_TRANSLATE_NOOP("errors", "Baltic (Windows-1257)"),
    QT_TRANSLATE_NOOP("errors", "Baltic (ISO-8859-13)"),
    QT_TRANSLATE_NOOP("errors", "Cyrillic (Windows-1251)"),
    QT_TRANSLATE_NOOP("errors", "Cyrillic (KOI8-R)"),
    QT_TRANSLATE_NOOP("errors", "Cyrillic (KOI8-U)"),
    QT_TRANSLATE_NOOP("errors", "Cyrillic (ISO-8859-5)"),
    QT_TRANSLATE_NOOP("errors", "Cyrillic (DOS 866)"),
    QT_TRANSLATE_NOOP("errors", "Cyrillic (Mac)"),
    QT_TRANSLATE_NOOP("errors", "Greek (Windows-1253)"),
    QT_TRANSLATE_NOOP("errors", "Greek (ISO-8859-7)"),
    QT_TRANSLATE_NOOP("errors", "Turkish (Windows-1254)"),
    QT_TRANSLATE_NOOP("errors", "Turkish (ISO-8859-9)"),
    QT_TRANSLATE_NOOP("errors", "Hebrew (Windows-1255)"),
    QT_TRANSLATE_NOOP("errors", "Hebrew (ISO-8859-8)"),
    QT_TRANSLATE_NOOP("errors", "Arabic (Windows-1256)"),
    QT_TRANSLATE_NOOP("errors", "Arabic (ISO-8859-6)"),
    QT_TRANSLATE_NOOP("errors", "Vietnamese (Windows-1258)"),
    QT_TRANSLATE_NOOP("errors", "Thai (Windows-874)"),
    QT_TRANSLATE_NOOP("errors", "Chinese, simplified (GBK)"),
    QT_TRANSLATE_NOOP("errors", "Chinese, simplified (GB 18030)"),
    QT_TRANSLATE_NOOP("errors", "Chinese, traditional (Big5)"),
    QT_TRANSLATE_NOOP("errors", "Chinese, traditional (Big5-HKSCS)"),
    QT_TRANSLATE_NOOP("errors", "Japanese (Shift-JIS)"),
    QT_TRANSLATE_NOOP("errors", "Japanese (EUC-JP)"),
    QT_TRANSLATE_NOOP("errors", "Japanese (ISO-2022-JP)"),
    QT_TRANSLATE_NOOP("errors", "Korean (EUC-KR)"),
    QT_TRANSLATE_NOOP("errors", "Encoding {name}"),
    QT_TRANSLATE_NOOP(
        "errors", "{file} is already open {where}; close it there, or open it anyway if that is not so."
    ),
    QT_TRANSLATE_NOOP("errors", "in another Inkling"),
    QT_TRANSLATE_NOOP(
        "errors", "{path} is larger than {size} MB, which no text is; divide it with another program first."
    ),
    QT_TRANSLATE_NOOP("errors", "Western (Windows-1252)"),
    QT_TRANSLATE_NOOP("errors", "Western (ISO-8859-1)"),
    QT_TRANSLATE_NOOP("errors", "{path} is a folder; choose a text file in it."),
    QT_TRANSLATE_NOOP("errors", "{path} is a device, not a text file; choose another one."),
    QT_TRANSLATE_NOOP("errors", "There is no file {path}; check its name."),
    QT_TRANSLATE_NOOP("errors", "{path} cannot be read ({reason}); check its permissions."),
    QT_TRANSLATE_NOOP("errors", "{path} is a folder; choose another name."),
    QT_TRANSLATE_NOOP("errors", "{path} is read-only; save under another name or change its permissions."),
    QT_TRANSLATE_NOOP(
        "errors",
        "{path} cannot be saved ({reason}) and is as it was; save elsewhere or make room.",
    ),
    QT_TRANSLATE_NOOP(
        "errors", "{path} cannot be saved, as its folder is gone; save elsewhere or put the folder back."
    ),
    QT_TRANSLATE_NOOP("errors", "{path} is not a text file; export it as plain text (.txt) and open that."),
    QT_TRANSLATE_NOOP("errors", "its tokenizer splits a sample text differently"),
    QT_TRANSLATE_NOOP("errors", "its predictions are no numbers"),
    QT_TRANSLATE_NOOP("errors", "its predictions for a sample text have changed"),
    QT_TRANSLATE_NOOP(
        "errors",
        "The model in {folder} does not give the answers it was shipped with ({reason}); "
        "install the model again.",
    ),
    QT_TRANSLATE_NOOP("errors", "Unsaved words"),
    QT_TRANSLATE_NOOP(
        "errors",
        "Copies of what is not saved yet, for the case of a crash. Each goes when its text is saved or "
        "closed; what a crash has left is offered at the next start and stays until you answer.",
    ),
    QT_TRANSLATE_NOOP("errors", "Former versions"),
    QT_TRANSLATE_NOOP(
        "errors",
        "Backups of your files as they were before you saved them, of each a few, the older the fewer. "
        "They stay until you delete them.",
    ),
    QT_TRANSLATE_NOOP("errors", "Settings"),
    QT_TRANSLATE_NOOP(
        "errors",
        "What you chose in Preferences, your keys, the place of the window, and the names of the files "
        "that you opened last. They stay until you delete them.",
    ),
    QT_TRANSLATE_NOOP("errors", "Log"),
    QT_TRANSLATE_NOOP(
        "errors",
        "What went wrong, with the names of files but none of your words: at most one megabyte, the "
        "oldest lines go first.",
    ),
    QT_TRANSLATE_NOOP("errors", "Crash reports"),
    QT_TRANSLATE_NOOP(
        "errors",
        "Where in its code Inkling has crashed, with none of your words: at most half a megabyte.",
    ),
    QT_TRANSLATE_NOOP("errors", "Measurements"),
    QT_TRANSLATE_NOOP(
        "errors",
        "How fast models run on the processor and the graphics cards of this machine, the last twenty, and "
        "which models were tried and found sound, the last fifty.",
    ),
    QT_TRANSLATE_NOOP("errors", "Locks"),
    QT_TRANSLATE_NOOP(
        "errors",
        "Hidden files beside your texts that say that they are open. Each goes when its text is closed; "
        "listed are those in the folders of the files that you opened last.",
    ),
    QT_TRANSLATE_NOOP("errors", "Writing days"),
    QT_TRANSLATE_NOOP(
        "errors",
        "How much you wrote on each day and for how long, how many suggestions were shown and kept and "
        "how long they took, and the goals of your stories by the names of their files; none of your words. "
        "They stay until you delete them.",
    ),
    QT_TRANSLATE_NOOP("errors", "{path} cannot be deleted ({reason}); check its permissions."),
    QT_TRANSLATE_NOOP("errors", "on {host}"),
    QT_TRANSLATE_NOOP("errors", "in Inkling (process {number})"),
    QT_TRANSLATE_NOOP("errors", "There are no words in these texts; choose others to measure."),
    QT_TRANSLATE_NOOP("errors", "input `{name}` is not {dtype} {shape}"),
    QT_TRANSLATE_NOOP("errors", "input `{name}` is unknown"),
    QT_TRANSLATE_NOOP("errors", "output `{name}` is not of size {size}"),
    QT_TRANSLATE_NOOP(
        "errors",
        "The model's graph {file} is not as its config.json says ({reason}); install the model again.",
    ),
    QT_TRANSLATE_NOOP("errors", "No model was found; put one into {folder} or name its folder with --model."),
    QT_TRANSLATE_NOOP(
        "errors",
        "No mood model was found; make one with “inkling-train fit --preset mood” and put it into "
        "{folder} or name its folder with --model.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "Your writing days cannot be kept in {path} ({reason}); check its permissions and the space on the "
        "disk.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "Your writing days in {path} were kept by another version of Inkling; update Inkling, and until then "
        "no new ones are kept.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The file of your writing days was damaged and lies beside the new one as {path}; what could be read "
        "of it is kept.",
    ),
    QT_TRANSLATE_NOOP("errors", "There is no provider {provider}; choose auto, {others}."),
    QT_TRANSLATE_NOOP(
        "errors",
        "{provider} is not part of this installation, so the model runs on the CPU; install Inkling with it, "
        "or choose another provider.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{provider} failed to start ({reason}), so the model runs on the CPU; look after its driver, or "
        "choose another provider.",
    ),
    QT_TRANSLATE_NOOP("errors", "its device or its libraries are missing"),
    QT_TRANSLATE_NOOP("errors", "it gives wrong answers"),
    QT_TRANSLATE_NOOP(
        "errors",
        "{provider} failed while the model ran ({reason}), so the model goes on on the CPU, with nothing "
        "lost; restart Inkling to try {provider} again.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The model's graph {path} cannot be run ({reason}); install the model again.",
    ),
    QT_TRANSLATE_NOOP("errors", "Unsaved words cannot be kept in {folder} ({reason}); save them soon."),
    QT_TRANSLATE_NOOP(
        "errors",
        "The model's {path} is no tokenizer that this Inkling can read ({reason}); install the model again.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The model's {path} has more tokens than its vocabulary size; install the model again.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The model's file {path} is a link that leads out of its folder; choose another model.",
    ),
    QT_TRANSLATE_NOOP("errors", "The model's file {path} is no ordinary file; choose another model."),
    QT_TRANSLATE_NOOP(
        "errors",
        "The model's file {path} has more than {size} MB, which no model needs; choose another model.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The model in {folder} needs more memory than a model may; choose another model.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The model in {folder} fails when it is tried ({reason}); choose another model.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The model in {folder} gives predictions of the wrong size; install the model again.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The model in {folder} ended the process that tried it; choose another model.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The model in {folder} takes longer to try than a model may; choose another model.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The model failed while it ran ({reason}); choose another model, or this one again.",
    ),
    QT_TRANSLATE_NOOP("errors", "The model's tokenizer failed on this text; choose another model."),
    QT_TRANSLATE_NOOP("errors", "it means nothing there"),
    QT_TRANSLATE_NOOP("errors", "a bracket ( is never closed"),
    QT_TRANSLATE_NOOP("errors", "there is a closing bracket ) too many; \\) finds one"),
    QT_TRANSLATE_NOOP("errors", "a bracket [ is never closed; \\[ finds one"),
    QT_TRANSLATE_NOOP("errors", "a range such as [a-z] runs backwards"),
    QT_TRANSLATE_NOOP("errors", "two repetitions follow each other; \\* or \\+ finds the sign itself"),
    QT_TRANSLATE_NOOP("errors", "there is nothing to repeat; \\* or \\+ or \\? finds the sign itself"),
    QT_TRANSLATE_NOOP("errors", "the repetition's first number is the greater one"),
    QT_TRANSLATE_NOOP("errors", "it ends in a single backslash; \\\\ finds one"),
    QT_TRANSLATE_NOOP("errors", "it names a group that there is not"),
    QT_TRANSLATE_NOOP("errors", "there is no such property of characters"),
    QT_TRANSLATE_NOOP("errors", "there is no character of this name"),
    QT_TRANSLATE_NOOP("errors", "The expression is not right at character {position}: {meaning}."),
    QT_TRANSLATE_NOOP("errors", "This expression is too long or too deep; make it simpler."),
    QT_TRANSLATE_NOOP(
        "errors",
        "This expression takes too long here (more than {seconds} s); make it more precise.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The replacement “{words}” has a backslash with no meaning; \\1 is what the first group found, "
        "\\\\ a backslash.",
    ),
    QT_TRANSLATE_NOOP(
        "errors", "The model's file {path} is not the table it should be ({reason}); install the model again."
    ),
    QT_TRANSLATE_NOOP("errors", "My words"),
    QT_TRANSLATE_NOOP("errors", "Your own words cannot be kept in {path} ({reason}); check its permissions."),
    QT_TRANSLATE_NOOP("errors", "This model remembers no story; choose one of the kind “stream”."),
    QT_TRANSLATE_NOOP(
        "errors",
        "What you added to the spelling, one word on each line of a text file. It stays until you remove or "
        "delete it.",
    ),
    *LEARNING_TEMPLATES,
    *MARGIN_TEMPLATES,
    *STORY_TEMPLATES,
    QT_TRANSLATE_NOOP("errors", "The versions in {folder} cannot be renamed ({reason}); they stay there."),
)
