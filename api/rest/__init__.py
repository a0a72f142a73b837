"""The graph as JSON for programs: documents, chains, the catalogue of questions."""
