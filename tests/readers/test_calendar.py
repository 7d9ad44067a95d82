"""The calendar file, read by icalendar."""

import datetime
import unittest

from documents import made, records, saved
from icalendar import Calendar
from openpyxl import load_workbook


def all_events(name, run="first"):
    """The events of a record's calendar, the cancelled ones too."""
    calendar = Calendar.from_ical(made(name, "ics", run).read_bytes())
    return list(calendar.walk("VEVENT"))


def events(name, run="first"):
    """The events that stand."""
    return [e for e in all_events(name, run) if e["STATUS"] != "CANCELLED"]


def obligations(name):
    """The dates that the workbook lists: day, title, subject, whether it is provisional."""
    sheet = load_workbook(made(name, "xlsx"))["期限"]
    heads = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2, values_only=True):
        found = dict(zip(heads, row, strict=True))
        yield found["日期"].date(), found["事项"], found["对象"] or "", bool(found["暂定"])


class CalendarFile(unittest.TestCase):
    def test_every_dated_obligation_is_an_event_past_ones_too(self):
        for name in records():
            with self.subTest(record=name):
                titles = [(e["DTSTART"].dt, str(e["SUMMARY"])) for e in events(name)]
                for day, title, subject, provisional in obligations(name):
                    mark = "【暂定】" if provisional else ""
                    summary = f"{mark}{title}" + (f"：{subject}" if subject else "")
                    self.assertIn((day, summary), titles)
                due = [a["due"] for a in saved(name)["answers"].values() if a.get("due")]
                days = [day.isoformat() for day, _ in titles]
                for day in due:
                    self.assertIn(day, days)
                self.assertEqual(len(titles), len(list(obligations(name))) + len(due))

    def test_every_event_is_a_whole_day_with_alarms_before_it(self):
        for name in records():
            for event in events(name):
                start, end = event["DTSTART"].dt, event["DTEND"].dt
                self.assertIs(type(start), datetime.date)
                self.assertEqual(end - start, datetime.timedelta(days=1))
                alarms = event.walk("VALARM")
                self.assertTrue(alarms)
                for alarm in alarms:
                    self.assertLess(alarm["TRIGGER"].dt, datetime.timedelta())

    def test_every_event_says_how_often_it_was_changed_and_when_last(self):
        for name in records():
            for event in all_events(name):
                self.assertIn(event["STATUS"], ("CONFIRMED", "CANCELLED"))
                self.assertGreaterEqual(event["SEQUENCE"], 0)
                self.assertIs(type(event["LAST-MODIFIED"].dt), datetime.datetime)
                if "journal" not in saved(name):
                    self.assertEqual((event["STATUS"], event["SEQUENCE"]), ("CONFIRMED", 0))

    def test_what_is_cancelled_rings_no_more(self):
        for name in records():
            for event in all_events(name):
                if event["STATUS"] == "CANCELLED":
                    self.assertEqual(event.walk("VALARM"), [])

    def test_identities_are_unique_and_stay(self):
        for name in records():
            first, second = ([str(e["UID"]) for e in all_events(name, run)] for run in ("first", "second"))
            self.assertEqual(first, second)
            self.assertEqual(len(set(first)), len(first))

    def test_lines_are_short_and_end_as_they_should(self):
        for name in records():
            data = made(name, "ics").read_bytes()
            self.assertTrue(data.endswith(b"\r\n"))
            for line in data.split(b"\r\n"):
                self.assertLessEqual(len(line), 75)
                self.assertNotIn(b"\n", line)
                # A character of several octets must not be torn apart by folding.
                line.decode("utf-8")


if __name__ == "__main__":
    unittest.main()
