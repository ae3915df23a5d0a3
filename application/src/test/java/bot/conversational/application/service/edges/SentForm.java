package bot.conversational.application.service.edges;

/** A form with one file, as browsers send it. */
public final class SentForm {

    public static final String TYPE = "multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxk";

    /** Up to the bytes of the file. */
    public static String begin(String name) {
        return "------WebKitFormBoundary7MA4YWxk\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
    }

    /** Behind them. */
    public static final String END = "\r\n------WebKitFormBoundary7MA4YWxk--\r\n";

    private SentForm() {}

    public static String of(String name, String text) {
        return begin(name) + text + END;
    }
}
