"""The desk: one function per verb. Each checks, asks the plugins, appends events; none knows a terminal or SQL.

`intake` and `facts` take a complaint in, `proposal` and `agreement` find the answer, `carrying_out`, `follow_up` and
`closing` bring it to its end, `reading` and `guide` show it. `work` is one command's unit of work.
"""
