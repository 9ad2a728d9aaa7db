"""Embeddings: what sentences mean, as a model sees it that a package brings and that runs on this machine alone."""
