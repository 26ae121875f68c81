"""Tests of taskforce."""
