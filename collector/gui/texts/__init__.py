"""What the layers below say as data, in the words of the person's language."""
