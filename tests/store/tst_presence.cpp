// SPDX-License-Identifier: GPL-3.0-or-later
#include <store/presence.h>

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using sm::store::Presence;

class TestPresence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isPresent_followsTheHolder()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"journal.db"_s);
        auto one = Presence::open(file);
        const auto two = Presence::open(file);
        QVERIFY(one && two);
        QVERIFY(!(*two)->isPresent(4));

        QVERIFY((*one)->announce(4));

        QVERIFY((*two)->isPresent(4));
        QVERIFY(!(*two)->isPresent(5));
        one->reset();
        QVERIFY(!(*two)->isPresent(4));
    }

    void announce_takenNumber_isRefused()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"journal.db"_s);
        const auto one = Presence::open(file);
        const auto two = Presence::open(file);
        QVERIFY(one && two && (*one)->announce(1));

        const auto taken = (*two)->announce(1);

        QVERIFY(!taken);
        QCOMPARE(taken.error().kind(), sm::Error::Kind::Storage);
    }
};

QTEST_GUILESS_MAIN(TestPresence)
#include "tst_presence.moc"
