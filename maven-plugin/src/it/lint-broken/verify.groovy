def log = new File(basedir, 'build.log').text
assert log =~ /changelog\.xml:7:5/
assert log =~ /MojoExecutionException/
assert !log.contains('\tat ')
