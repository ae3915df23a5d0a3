#!/bin/sh
# For the image of PostgreSQL, which lets servers be copied from its own address only. A cluster that was made without this
# needs the line by hand, and a reload.
set -eu
echo 'host replication all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
