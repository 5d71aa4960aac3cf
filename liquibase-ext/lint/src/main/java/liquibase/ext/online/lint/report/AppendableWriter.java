package liquibase.ext.online.lint.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.CharBuffer;

/** Lets a library that wants a writer write to anything that takes text. */
final class AppendableWriter extends Writer {
    private final Appendable out;

    private AppendableWriter(Appendable out) {
        this.out = out;
    }

    /** A writer as it is, anything else wrapped. Nobody here closes what they were given. */
    static Writer of(Appendable out) {
        return out instanceof Writer writer ? writer : new AppendableWriter(out);
    }

    @Override
    public void write(char[] letters, int offset, int length) throws IOException {
        out.append(CharBuffer.wrap(letters, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        out.append(text, offset, offset + length);
    }

    @Override
    public void write(int letter) throws IOException {
        out.append((char) letter);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
