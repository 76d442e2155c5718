"""Technical caps that keep a hostile file from exhausting the machine. No judgment of evidence.

They bound memory, not meaning: each is far above any real export seen and far below what would
hurt a machine of 512 MB.
"""

BLOCK_BYTES = 1 << 20  # one read; memory grows with it
BATCH_CHARACTERS = 2 << 20  # text parsed at once; about thirty times as much memory while parsed
RECORD_CHARACTERS = 4 << 20  # a record that spans more is an open quote
CELL_CHARACTERS = 131_072  # the csv module's own limit; the longest real cell seen has 20,000
COLUMNS = 5_000  # the widest real export seen has about 1,000
COMPRESSION_RATIO = 100  # text compresses 3 to 20 times; a bomb about 1,000 times
COMPRESSION_FLOOR_BYTES = 1 << 20  # a small file may compress well by being small
ID_CHARACTERS = 256  # ids and categories; longer is a mapping mistake
TEXT_CHARACTERS = 1_000
ROWS_PER_BATCH = 20_000  # for readers that go by rows instead of characters
IDENTITY_BATCH = 100_000  # pseudonyms held in memory before they are written to the map
DUCKDB_MEMORY = "256MB"  # while one file is judged
WAREHOUSE_MEMORY = "1GB"  # while all rows of a feed are weighed; beyond it they spill to disk
WORKBOOK_BYTES = 256 << 20  # a workbook's shared texts are held in memory
