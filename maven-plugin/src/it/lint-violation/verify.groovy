def log = new File(basedir, 'build.log').text
assert log =~ /error\[require-concurrent-index-creation\]: SHARE on product stops writes/
assert log =~ /changelog\.sql:7:1/
assert log =~ /CREATE INDEX CONCURRENTLY/
assert log =~ /BUILD FAILURE/ && log =~ /1 violation \(error\)/
assert !log.contains('\tat ')
['lint.txt', 'lint.json', 'lint.sarif', 'lint.junit.xml', 'lint.checkstyle.xml', 'lint.gitlab.json', 'lint.github.txt', 'lint.html'].each {
    assert new File(basedir, "target/liquibase-online/$it").length() > 0
}
def json = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/liquibase-online/lint.json'))
assert json.changeSets*.effect == ['none', 'blocking']
assert json.changeSets[1].file == 'db/changelog.sql'
def sarif = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/liquibase-online/lint.sarif'))
assert sarif.runs[0].tool.driver.version =~ /^\d+\.\d+\.\d+/
def junit = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/liquibase-online/lint.junit.xml'))
assert junit.@failures == '1'
