"""What a model writes while it learns, and from where: the beginning of a text in its own language."""

from trainer.corpus.dataset import Dataset
from trainer.corpus.splitting import Split
from trainer.corpus.tokenizer import END_ID
from trainer.predicting.predictor import Predictor
from trainer.predicting.sampling import write_text

_TOKENS = 2000
# A shorter paragraph is a heading.
_LEAST_CHARACTERS = 40
_WORDS, _CHARACTERS = 8, 12


def sample_prompt(dataset: Dataset) -> str:
    """The first words of a paragraph that is held out, or, where nothing is, of one that is learned from."""
    split: Split = "valid" if dataset.counts["valid"].tokens else "train"
    ids = [int(token) for token in dataset.tokens(split)[:_TOKENS]]
    lines = dataset.tokenizer.decode([token for token in ids if token != END_ID]).split("\n")
    line = next((line for line in lines if len(line) >= _LEAST_CHARACTERS), max(lines, key=len)).strip()
    words = line.split(" ")
    # Chinese, Japanese and Thai set no spaces between words.
    return " ".join(words[:_WORDS]) if len(words) > _WORDS else line[:_CHARACTERS]


def written_sample(predictor: Predictor, dataset: Dataset, tokens: int) -> str:
    """The prompt, and how the model goes on from it for so many tokens at most."""
    prompt = sample_prompt(dataset)
    return prompt + write_text(predictor, dataset.tokenizer, prompt, END_ID, tokens)
