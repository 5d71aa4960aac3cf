def log = new File(basedir, 'build.log').text
assert log =~ /changelog\.xml:6/
assert log =~ /MojoExecutionException/
assert !log.contains('\tat ')
