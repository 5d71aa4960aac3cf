package liquibase.ext.online.lint.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.CharBuffer;

/** Lets a library that wants a writer write to anything that takes text; closing it closes nothing. */
final class AppendableWriter extends Writer {
    private final Appendable out;

    AppendableWriter(Appendable out) {
        this.out = out;
    }

    @Override
    public void write(char[] letters, int offset, int length) throws IOException {
        if (out instanceof Writer writer) {
            writer.write(letters, offset, length);
        } else {
            out.append(CharBuffer.wrap(letters, offset, length));
        }
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
