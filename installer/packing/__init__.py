"""The steps of installer/build.py: environment, contents, icons, licences, bill, one system's packages."""
