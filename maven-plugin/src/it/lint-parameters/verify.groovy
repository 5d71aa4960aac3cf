def json = { new groovy.json.JsonSlurper().parse(new File(basedir, "$it/lint.json")) }
def reported = { report -> report.changeSets.findAll { it.scope == 'reported' }*.id }
def severities = { report, rule -> report.findings.findAll { it.rule == rule }.collectEntries { [it.statement, it.severity] } }

def since = json('since')
assert since.summary.postgresVersions == '17'
assert reported(since) == ['pom', 'user', 'options', 'process', 'vars', 'small', 'version']
assert severities(since, 'require-concurrent-index-creation') == [
    'CREATE INDEX product_pom ON product (sku)': 'warning',
    'CREATE INDEX product_user ON product (name)': 'warning',
    'CREATE INDEX product_options ON product (name)': 'warning',
    'CREATE INDEX product_process ON product (name)': 'warning',
    'CREATE INDEX product_vars ON shop.product (name,id, sku)': 'warning',
    'CREATE INDEX colour_name ON colour (name)': 'info']
assert severities(since, 'require-timeout-settings').isEmpty()
['txt', 'json', 'sarif', 'junit.xml', 'checkstyle.xml', 'gitlab.json', 'github.txt', 'html'].each {
    assert new File(basedir, "since/lint.$it").length() > 0
}

assert reported(json('not-since-the-fork')).isEmpty()

def inMaven = json('in-maven')
assert reported(inMaven) == ['pom', 'user', 'options', 'process', 'vars', 'small', 'later', 'version']
assert severities(inMaven, 'require-concurrent-index-creation')['CREATE INDEX product_user ON product (name)'] == 'error'

def sinceTag = json('target/liquibase-online')
assert reported(sinceTag) == ['pom', 'user', 'options', 'process', 'vars', 'small', 'test', 'later', 'version', 'sql', 'classes']
// Once for the changelog, and not at all where lockTimeout is given, as above.
assert severities(sinceTag, 'require-timeout-settings').values() as List == ['warning']

def log = new File(basedir, 'build.log').text
assert !log.contains('[INFO]')
assert log =~ /violations \(warning or worse\)\. .* Reports: .*lint\.txt, .*lint\.json/
