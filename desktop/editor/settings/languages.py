"""Which languages the desk speaks."""

SYSTEM = "system"  # the choice of the system's
# Each by its own name, so that those who cannot read the others find it.
LANGUAGES = {"en": "English", "zh_CN": "中文（简体）"}
