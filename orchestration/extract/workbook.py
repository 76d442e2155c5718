"""XLSX: one sheet, chosen by name or by shape. Formulas are read by their stored results.

The line of a record is its row in the sheet. Rows without any cell are no records.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
import pyarrow as pa
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from orchestration.extract import limits
from orchestration.extract.cells import cell_text
from orchestration.extract.refusal import RefusalError
from orchestration.extract.table import NamedTable, check_header, to_batch
