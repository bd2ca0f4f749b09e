"""Business time: opening hours, holidays, due times and how much open time has passed.

Every moment that goes in or comes out is an aware datetime; what comes out is in UTC. Opening hours are local wall
time, durations are real elapsed time: a shop open `00:00-24:00` is open for 23 hours on the day clocks go forward.
"""

from amends.business_time.around_the_clock import calendar_due
from amends.business_time.calendar import Calendar
from amends.business_time.due import due, moved
from amends.business_time.elapsed import elapsed

__all__ = ["Calendar", "calendar_due", "due", "elapsed", "moved"]
