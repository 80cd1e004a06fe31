"""The commands of `manage.py`: each calls verbs of the packages below."""
