"""The workbook, read by openpyxl."""

import datetime
import unittest

from documents import made, records, saved
from openpyxl import load_workbook


def rows(sheet):
    """The rows of a list, by the headings of its columns."""
    heads = [cell.value for cell in sheet[1]]
    return [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=2)]


class Workbook(unittest.TestCase):
    def each(self):
        for name in records():
            yield name, load_workbook(made(name, "xlsx"))

    def test_every_shortfall_has_note_measure_owner_and_due_date(self):
        for name, book in self.each():
            ledger = {row["要点"].value: row for row in rows(book["整改台账"])}
            answers = saved(name)["answers"]
            short = {k: a for k, a in answers.items() if a.get("state") in ("partly", "unmet")}
            self.assertTrue(short)
            for item, answer in short.items():
                row = ledger[item]
                for column, key in (("存在的问题", "note"), ("整改措施", "measure"), ("责任人", "owner")):
                    self.assertEqual(row[column].value or "", answer.get(key, ""), item)
                due = row["完成时限"]
                if answer.get("due"):
                    self.assertTrue(due.is_date)
                    self.assertEqual(due.value.date().isoformat(), answer["due"])
                    self.assertEqual(due.number_format, "yyyy-mm-dd")
                else:
                    self.assertIsNone(due.value)

    def test_no_cell_is_a_formula_or_an_error(self):
        for _, book in self.each():
            for sheet in book:
                for row in sheet.iter_rows():
                    for cell in row:
                        self.assertNotIn(cell.data_type, "fe", cell.coordinate)

    def test_lists_can_be_filtered_printed_and_filled_in(self):
        for _, book in self.each():
            self.assertEqual(book.sheetnames[:5], ["首页", "整改台账", "期限", "证据清单", "全部要点"])
            for name in book.sheetnames[1:5]:
                sheet = book[name]
                self.assertRegex(sheet.freeze_panes, r"^[B-Z]2$")
                self.assertTrue(sheet.auto_filter.ref.startswith("A1:"))
                self.assertEqual(sheet.print_title_rows, "$1:$1")
                self.assertEqual(sheet.page_setup.orientation, "landscape")
                self.assertEqual(sheet.page_setup.paperSize, 9)
                self.assertEqual((sheet.page_setup.fitToHeight, sheet.page_setup.fitToWidth or 1), (0, 1))
                kinds = {rule.type for rule in sheet.data_validations.dataValidation}
                self.assertIn("list", kinds)

    def test_every_item_is_there_once(self):
        for _, book in self.each():
            ids = [row["要点"].value for row in rows(book["全部要点"])]
            self.assertEqual(len(ids), len(set(ids)))
            self.assertGreaterEqual(len(ids), 124)

    def test_dates_are_dates(self):
        for _, book in self.each():
            found = rows(book["期限"])
            self.assertTrue(found)
            for row in found:
                self.assertIsInstance(row["日期"].value, datetime.datetime)
                self.assertTrue(row["日期"].is_date)
                if row["暂定"].value:
                    self.assertTrue(row["暂定的原因"].value)

    def test_the_same_record_gives_the_same_file(self):
        for name in records():
            first, second = (made(name, "xlsx", run).read_bytes() for run in ("first", "second"))
            self.assertEqual(first, second, name)

    def test_it_is_dated_by_the_record(self):
        for name, book in self.each():
            changed = saved(name)["updated_at"].removesuffix("Z")
            self.assertEqual(book.properties.created.isoformat(), changed)


if __name__ == "__main__":
    unittest.main()
