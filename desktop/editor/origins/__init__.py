"""Who wrote what: words of the machine's followed through every edit, tinted, told to publishers."""
