       b
