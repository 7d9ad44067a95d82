"""The 20th working day before each of many consecutive days, by the package chinesecalendar.

Prints as JSON the nanoseconds of one query and the sum of the days found, counted from 1970-01-01.
Arguments: the first event in such days, how many events.
"""

import datetime
import json
import sys
import time

import chinese_calendar

EPOCH = datetime.date(1970, 1, 1)


def main() -> None:
    first, events = (int(argument) for argument in sys.argv[1:])
    days = [EPOCH + datetime.timedelta(first + number) for number in range(events)]
    started = time.perf_counter_ns()
    found = [chinese_calendar.find_workday(-20, day) for day in days]
    elapsed = time.perf_counter_ns() - started
    print(json.dumps({"ns": elapsed / events, "sum": sum((day - EPOCH).days for day in found)}))


main()
