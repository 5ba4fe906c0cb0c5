"""Set-up from a clone, and packages for people without one."""
