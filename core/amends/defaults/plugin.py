"""The core's own answers, from the data of the industry's pack. A plugin like any other, with the last say."""

from __future__ import annotations

from amends.defaults.classify import classify as _classify
from amends.defaults.compensate import compensate as _compensate
from amends.defaults.escalate import escalate as _escalate
from amends.defaults.follow_up import follow_up as _follow_up
from amends.defaults.route import route as _route
from amends.hookspecs import hookimpl

classify = hookimpl(_classify)
route = hookimpl(_route)
compensate = hookimpl(_compensate)
escalate = hookimpl(_escalate)
follow_up = hookimpl(_follow_up)
