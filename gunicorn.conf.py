"""Read by gunicorn from the folder it starts in: an access log, if one is asked for, holds no query string."""

# No %(r)s, %(q)s nor %(f)s: the request line, the query and the Referer hold what someone looked for.
access_log_format = '%(h)s %(t)s "%(m)s %(U)s" %(s)s %(b)s %(M)sms'
