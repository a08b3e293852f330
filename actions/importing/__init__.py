"""Reading a plan's actions from a council's own table: file to cells, cells to columns, columns to what changes.

Pure: nothing here writes a row. The writer is actions/services/importing.py.
"""
