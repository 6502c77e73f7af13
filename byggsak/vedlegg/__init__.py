"""What a file is, judged by its bytes: format, encryption, damage, macros, packing.

`bedoem` takes an open binary file and reads it in pieces; memory does not grow with the file and
nothing is decompressed beyond a fixed bound. Names and endings are never asked.

PDF structure is read here and not by a library because the libraries were measured and did not
stay within bounds: on hostile files of 1.5 to 100 MB, qpdf (through pikepdf) used up to 2 GB or a
minute of processor time, pypdf 600 MB. What is needed (is it whole, is it locked, does it carry
scripts) needs neither decompression nor an object model. The tests hold the answers against qpdf.
"""
