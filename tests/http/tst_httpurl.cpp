// SPDX-License-Identifier: GPL-3.0-or-later
#include <http/url.h>
#include <support/hostilevalues.h>

#include <QTest>
#include <QUrl>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using http::Url;

namespace {

/// What stands between the values: "/jobs/" "/runs?day=" "&x=1" for the pattern of the test below.
struct Shape
{
    QString host;
    qsizetype segments = 0;
    qsizetype parameters = 0;
    bool isPrintable = true;
    friend bool operator==(const Shape &, const Shape &) = default;
};

Shape shapeOf(const QByteArray &url)
{
    const QByteArray target = url.sliced(url.indexOf('/', 8));
    const qsizetype query = target.indexOf('?');
    return {QUrl::fromEncoded(url, QUrl::StrictMode).host(), target.first(query).count('/'),
        target.sliced(query).count('&') + target.sliced(query).count('=') * 10 + target.count('#') * 100
            + target.count('?') * 1000,
        std::all_of(url.begin(), url.end(), [](char c) { return c > ' ' && c < '\x7f'; })};
}

} // namespace

class TestHttpUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values_areEncoded()
    {
        const auto url = Url::of(u"HTTPS://API.Example.com:8443/jobs/{job}/x?day={day}&b={job}"_s,
            {{u"job"_s, u"a b/ü"_s}, {u"day"_s, u"1&2=3+%"_s}, {u"other"_s, u"x"_s}});

        QCOMPARE(url->encoded(),
            QByteArray("https://api.example.com:8443/jobs/a%20b%2F%C3%BC/x?day=1%262%3D3%2B%25&b=a%20b%2F%C3%BC"));
        QCOMPARE(url->host(), u"api.example.com"_s);
        QCOMPARE(url->shown(), u"https://api.example.com:8443/jobs/a%20b%2F%C3%BC/x"_s);
    }

    void hostileValues_neverChangeTheShape()
    {
        const QString pattern = u"https://api.example.com/jobs/{v}/runs/x{v}?day={v}&x=1"_s;
        const Shape expected = shapeOf(Url::of(pattern, {{u"v"_s, u"benign"_s}})->encoded());
        int accepted = 0;

        for (const QString &value : test::hostileValues()) {
            const auto url = Url::of(pattern, {{u"v"_s, value}});
            if (!url) {
                QCOMPARE(url.error().kind(), Error::Kind::Invalid);
                continue;
            }
            ++accepted;
            QVERIFY2(shapeOf(url->encoded()) == expected, url->encoded().constData());
            QVERIFY(url->encoded().contains("?day=" + QUrl::toPercentEncoding(value) + "&x=1"));
        }

        QVERIFY2(accepted > 700, qPrintable(QString::number(accepted)));
    }

    void hostileValues_inTheQueryAlone_areAllTaken()
    {
        for (const QString &value : test::hostileValues())
            if (value.size() < 3'000)
                QVERIFY(Url::of(u"https://api.example.com/x?day={v}"_s, {{u"v"_s, value}}));
    }

    void climbingValues_areRefused_data()
    {
        QTest::addColumn<QString>("value");
        for (const char *value : {"", ".", "..", "../x", "x/..", "x/../y", "..\\x", "a\\..", "./x"})
            QTest::newRow(*value ? value : "empty") << QString::fromLatin1(value);
    }

    void climbingValues_areRefused()
    {
        QFETCH(QString, value);

        QCOMPARE(Url::of(u"https://a.example/x/{v}/y"_s, {{u"v"_s, value}}).error().code(), u"Url"_s);
    }

    void authorsText_isEncodedWhereItHasTo()
    {
        QCOMPARE(Url::of(u"https://a.example/gr\u00fcn/a%2Fb//c?q=\u20ac"_s)->encoded(),
            QByteArray("https://a.example/gr%C3%BCn/a%2Fb//c?q=%E2%82%AC"));
        QCOMPARE(Url::of(u"https://a.example"_s)->encoded(), QByteArray("https://a.example/"));
        QCOMPARE(Url::of(u"https://a.example?q"_s)->encoded(), QByteArray("https://a.example/?q"));
    }

    void wrongUrls_areRefused_data()
    {
        QTest::addColumn<QString>("pattern");
        for (const char *pattern : {"", "api.example.com", "ftp://a.example/", "file:///etc/passwd", "https://",
                 "https:///x", "https://user@a.example/", "https://user:pass@a.example/", "https://a.example/#x",
                 "https://a.example/a b", "https://a.example/%", "https://a.example/%zz", "https://a.example/a\nb",
                 "https://a.example/\"", "https://a.example/{}", "https://a.example/{a b}", "https://a.example/{none}",
                 "https://{v}/", "https://{v}.example/", "https://a.example:{v}/", "{v}://a.example/", "{v}",
                 "https://a.example:0/", "https://a.example:65536/", "https://a.example:x/", "https://a..example/",
                 "https://-a.example/", "https://a%2eexample/", "https://a.example\\@b.example/", "https://[::1/",
                 "https://[::1%25lo]/", "https://[x]/", "https://2130706433/", "https://0x7f.1/", "https://127.1/",
                 "https://0177.0.0.1/", "https://a.example/../x", "https://a.example/%2e%2E/x"})
            QTest::newRow(*pattern ? pattern : "empty") << QString::fromLatin1(pattern);
        QTest::newRow("not ASCII") << u"https://b\u00fccher.example/"_s;
        QTest::newRow("long") << u"https://a.example/"_s + QString(40'000, u'x');
    }

    void wrongUrls_areRefused()
    {
        QFETCH(QString, pattern);

        const auto url = Url::of(pattern, {{u"v"_s, u"b"_s}});

        QVERIFY(!url);
        QCOMPARE(url.error().kind(), Error::Kind::Invalid);
        QCOMPARE(url.error().code(), u"Url"_s);
    }

    void metadata_isNeverAsked_data()
    {
        QTest::addColumn<QString>("host");
        for (const char *host : {"169.254.169.254", "169.254.170.2", "169.254.169.254.", "2852039166", "0xa9fea9fe",
                 "0251.0376.0251.0376", "169.254.43518", "[fe80::1]", "[febf::1]", "[fd00:ec2::254]", "[fd20:ce::254]",
                 "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[::169.254.169.254]", "[64:ff9b::a9fe:a9fe]",
                 "[2002:a9fe:a9fe::1]", "metadata.google.internal", "METADATA", "instance-data",
                 "instance-data.ec2.internal.", "100.100.100.200", "168.63.129.16"})
            QTest::newRow(host) << QString::fromLatin1(host);
    }

    void metadata_isNeverAsked()
    {
        QFETCH(QString, host);

        const auto url = Url::of(u"http://%1:80/latest/meta-data"_s.arg(host));

        QVERIFY(!url);
        QCOMPARE(url.error().kind(), Error::Kind::Denied);
        QCOMPARE(url.error().code(), u"Host"_s);
    }

    void exposed_isWhatLeavesUnencrypted_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<bool>("exposed");
        QTest::newRow("https") << u"https://a.example/"_s << false;
        QTest::newRow("http") << u"http://a.example/"_s << true;
        QTest::newRow("name") << u"http://localhost:8080/"_s << false;
        QTest::newRow("name below") << u"http://api.localhost/"_s << false;
        QTest::newRow("name that only begins so") << u"http://localhost.example/"_s << true;
        QTest::newRow("IPv4") << u"http://127.0.0.2/"_s << false;
        QTest::newRow("IPv6") << u"http://[::1]/"_s << false;
        QTest::newRow("mapped") << u"http://[::ffff:127.0.0.1]/"_s << false;
        QTest::newRow("private network") << u"http://10.0.0.1/"_s << true;
    }

    void exposed_isWhatLeavesUnencrypted()
    {
        QFETCH(QString, pattern);

        QTEST(Url::of(pattern)->isExposed(), "exposed");
    }
};

QTEST_GUILESS_MAIN(TestHttpUrl)
#include "tst_httpurl.moc"
