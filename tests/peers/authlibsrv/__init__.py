"""A Django application with the models that Authlib's documentation asks for."""
