def log = new File(basedir, 'build.log').text
assert log =~ /shop\.product: takes ACCESS EXCLUSIVE, which stops reads and writes; .*Others wait for a time that grows/
assert log =~ /CREATE UNIQUE INDEX CONCURRENTLY .*outside a transaction only/
assert log =~ /shop\.product: takes SHARE UPDATE EXCLUSIVE, which stops no reads or writes/
