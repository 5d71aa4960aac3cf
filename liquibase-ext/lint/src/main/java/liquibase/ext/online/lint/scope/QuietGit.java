package liquibase.ext.online.lint.scope;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps JGit to reading: by itself it asks a git program for its settings, measures the file system, and notes the
 * result in the user's home.
 */
final class QuietGit extends SystemReader.Delegate {

    private QuietGit(SystemReader usual) {
        super(usual);
    }

    /** From now on, for all that uses JGit through this class loader. */
    static synchronized void begin() {
        SystemReader usual = SystemReader.getInstance();
        if (!(usual instanceof QuietGit)) {
            SystemReader.setInstance(new QuietGit(usual));
        }
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    /** Settings that are in no file. */
    private static final class Nothing extends FileBasedConfig {
        Nothing(@Nullable Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // There is no file.
        }

        @Override
        public void save() {
            // There is no file.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
