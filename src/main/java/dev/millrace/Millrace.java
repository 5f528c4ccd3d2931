package dev.millrace;

public final class Millrace {
    public static void main(String[] a) {}
}
