// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRandomGenerator>
#include <QStringList>

namespace sm::test {

/// A thousand values that have broken out of something somewhere, the same ones in every run: what means something to
/// a shell, an option parser, a URL, a header, a template or a terminal, alone, repeated and mixed. Valid UTF-16, no
/// NUL; some are empty, and ten are 100 kB long.
inline QStringList hostileValues()
{
    using namespace Qt::Literals::StringLiterals;
    QStringList values{u""_s, u" "_s, u"'"_s, u"\""_s, u"\\"_s, u"`id`"_s, u"$(id)"_s, u"${HOME}"_s, u"$HOME"_s,
        u"; rm -rf /"_s, u"&& id"_s, u"| id"_s, u"> /tmp/x"_s, u"\n"_s, u"\r\n"_s, u"a\nb"_s, u"\t"_s, u"--"_s, u"-"_s,
        u"--help"_s, u"-rf"_s, u"-e"_s, u"@file"_s, u"*"_s, u"?"_s, u"[a-z]"_s, u"{a,b}"_s, u"~"_s, u"~root"_s, u"!!"_s,
        u"#"_s, u"%s%n"_s, u"%00"_s, u"%2e%2e%2f"_s, u"%0d%0aX: y"_s, u".."_s, u"."_s, u"../../etc/passwd"_s,
        u"..\\..\\x"_s, u"/etc/passwd"_s, u"//evil.example"_s, u"@evil.example"_s, u":80@evil.example/"_s,
        u"?a=b&c=d"_s, u"a&b=c"_s, u"a=b"_s, u"a+b"_s, u"\r\nX-Evil: 1"_s, u"\r\n\r\nGET / HTTP/1.1"_s, u"{job}"_s,
        u"{{7*7}}"_s, u"$NAME"_s, u"' OR 1=1 --"_s, u"</script>"_s, u"<img src=x>"_s, u"\u001b[31mred"_s,
        u"\u001b]8;;http://evil.example\u0007x\u001b]8;;\u0007"_s, u"\u202Egnp.exe"_s, u"\u2028"_s, u"\u2029"_s,
        u"\u200B"_s, u"\uFEFF"_s, u"\u0430dmin"_s, u"e\u0301"_s, u"\U0001F4A3"_s, u"\u007F"_s, u"\u0085"_s,
        u"\u0001"_s};
    const QStringList pieces = values;
    QRandomGenerator random(20260801);
    for (int number = 0; number < 10; ++number)
        values << pieces[1 + number].repeated(100'000).left(100'000 / pieces[1 + number].toUtf8().size());
    while (values.size() < 1000) {
        QString mixed;
        for (quint32 count = 1 + random.bounded(6u); count > 0; --count)
            mixed += pieces[random.bounded(static_cast<int>(pieces.size()))];
        values << mixed;
    }
    return values;
}

} // namespace sm::test
