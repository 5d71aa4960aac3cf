assert new File(basedir, 'db/known').text.contains('index')
def json = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/liquibase-online/lint.json'))
assert json.findings.isEmpty()
assert json.changeSets*.scope == ['history', 'history']
assert json.changeSets*.effect == ['none', 'blocking']
