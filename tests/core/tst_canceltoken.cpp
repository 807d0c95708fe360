// SPDX-License-Identifier: GPL-3.0-or-later
#include <core/canceltoken.h>

#include <QTest>

using sm::CancelSource;
using sm::CancelToken;

class TestCancelToken : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void default_isNeverCancelled() { QVERIFY(!CancelToken().isCancelled()); }

    void cancel_callsQueuedAndOnce()
    {
        CancelSource source;
        int calls = 0;
        source.token().whenCancelled(this, [&calls] { ++calls; });

        source.cancel();
        source.cancel();

        QCOMPARE(calls, 0);
        QTRY_COMPARE(calls, 1);
    }

    void whenCancelled_afterCancel_stillCalls()
    {
        CancelSource source;
        source.cancel();
        bool called = false;

        source.token().whenCancelled(this, [&called] { called = true; });

        QVERIFY(!called);
        QTRY_VERIFY(called);
    }

    void whenCancelled_contextGone_staysSilent()
    {
        CancelSource source;
        bool called = false;
        {
            QObject context;
            source.token().whenCancelled(&context, [&called] { called = true; });
        }

        source.cancel();
        QCoreApplication::sendPostedEvents();

        QVERIFY(!called);
    }

    void sourceDestroyed_cancels()
    {
        CancelToken token;
        {
            CancelSource source;
            token = source.token();
        }

        QVERIFY(token.isCancelled());
    }

    void parentCancelled_cancelsChildNotTheReverse()
    {
        CancelSource parent;
        CancelSource child(parent.token());
        CancelSource other(parent.token());

        other.cancel();
        QVERIFY(!parent.token().isCancelled());
        QVERIFY(!child.token().isCancelled());

        parent.cancel();
        QVERIFY(child.token().isCancelled());
    }
};

QTEST_GUILESS_MAIN(TestCancelToken)
#include "tst_canceltoken.moc"
