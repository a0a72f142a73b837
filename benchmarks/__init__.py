"""Measurements that compare two things in one run and quote the ratio."""
