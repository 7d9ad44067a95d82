"""The report, read by pikepdf, qpdf and poppler."""

import json
import re
import subprocess
import unittest

import pikepdf
from documents import made, records, saved


def structure(element):
    """Every element of the structure tree below `element`."""
    kids = element.get("/K")
    if kids is None:
        return
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from structure(kid)


class Report(unittest.TestCase):
    def each(self):
        for name in records():
            with pikepdf.open(made(name, "pdf")) as pdf:
                yield name, pdf

    def test_it_declares_itself_archival_and_accessible(self):
        for name, pdf in self.each():
            with pdf.open_metadata() as metadata:
                self.assertEqual(metadata["pdfaid:part"], "3")
                self.assertEqual(metadata["pdfaid:conformance"], "A")
                self.assertEqual(metadata["pdfuaid:part"], "1")
                self.assertIn(saved(name)["profile"]["name"], metadata["dc:title"])
            self.assertTrue(pdf.Root.MarkInfo.Marked)
            self.assertTrue(str(pdf.Root.Lang).startswith("zh"))
            self.assertTrue(pdf.Root.ViewerPreferences.DisplayDocTitle)

    def test_its_structure_is_tagged(self):
        for _, pdf in self.each():
            elements = list(structure(pdf.Root.StructTreeRoot))
            kinds = {str(element.S) for element in elements}
            self.assertLessEqual({"/H1", "/H2", "/Table", "/TR", "/TH", "/TD", "/P"}, kinds)
            for element in elements:
                if element.S == "/Figure":
                    self.assertTrue(str(element.get("/Alt", "")).strip(), "a figure without words")

    def test_the_record_inside_is_the_one_put_in(self):
        for name, pdf in self.each():
            self.assertEqual(list(pdf.attachments), ["selfcheck.json"])
            attached = pdf.attachments["selfcheck.json"]
            # Written anew, so its layout may differ; what it says must not.
            self.assertEqual(json.loads(attached.get_file().read_bytes()), saved(name))
            self.assertIn(str(attached.obj.AFRelationship), ("/Source", "/Data"))
            self.assertEqual(len(pdf.Root.AF), 1)

    def test_other_programs_find_no_fault_and_read_its_tagged_text(self):
        for name in records():
            path = made(name, "pdf")
            checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
            self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
            # Poppler also prints warnings of its own: it knows a border of one colour, not of four.
            tree = subprocess.run(
                ["pdfinfo", "-struct-text", path],
                capture_output=True,
                encoding="utf-8",
                # It prints titles of elements as they lie in the file, in UTF-16.
                errors="replace",
                check=True,
            )
            institution = re.sub(r"\s", "", saved(name)["profile"]["name"])
            # One piece of text a line, in quotation marks; typesetting may part a name.
            words = "".join(re.findall(r'^\s*"(.*)"$', tree.stdout, re.MULTILINE))
            self.assertTrue(institution in re.sub(r"\s", "", words), "not in its tagged text")

    def test_the_same_record_gives_the_same_file(self):
        for name in records():
            first, second = (made(name, "pdf", run).read_bytes() for run in ("first", "second"))
            self.assertEqual(first, second, name)


if __name__ == "__main__":
    unittest.main()
