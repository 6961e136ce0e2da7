"""Questions on funding calls, answered from their records before any text is searched.

`questions` tells what is asked, `mentioned` and `meant` of which calls, `answers` says it, each statement with its
source; `eligibility` is the dialogue that finds a call for the user. What a call is stands in `assistant.calls`.
"""
