"""The SPARQL 1.1 Protocol, read-only, with queries in processes of their own."""
