// SPDX-License-Identifier: GPL-3.0-or-later
#include <core/instanttext.h>

#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;

class TestInstantText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void instant_inAnotherZone_isToldInUtc()
    {
        const QDateTime berlin = QDateTime::fromString(u"2026-01-03T09:05:07+01:00"_s, Qt::ISODate);

        QCOMPARE(utcText(berlin), u"3 Jan 2026, 08:05 UTC"_s);
        QCOMPARE(utcText(berlin, Detail::Seconds), u"3 Jan 2026, 08:05:07 UTC"_s);
    }

    void instant_local_namesItsZone()
    {
        const QDateTime when(QDate(2026, 7, 3), QTime(8, 5), Qt::UTC);
        const QDateTime local = when.toLocalTime();

        QCOMPARE(localText(when), local.toString(u"'3 Jul 2026, '"_s) + local.toString(u"HH:mm t"_s));
    }

    void instant_invalid_isNothing()
    {
        QCOMPARE(utcText(QDateTime()), QString());
        QCOMPARE(localText(QDateTime()), QString());
    }
};

QTEST_GUILESS_MAIN(TestInstantText)
#include "tst_instanttext.moc"
