def log = new File(basedir, 'build.log').text
assert log.contains('explain: two sources of SQL. Give either -Dliquibase-online.sql=')
