// SPDX-License-Identifier: GPL-3.0-or-later
#include <systems/codeasker.h>

#include <support/await.h>

#include <QSignalSpy>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using systems::CodeAsker;

namespace {

const aws::MfaRequest ada{u"arn:aws:iam::1:mfa/ada"_s, u"ops"_s};
const aws::MfaRequest bob{u"arn:aws:iam::1:mfa/bob"_s, u"audit"_s};

/// What became of a question that is still open or not.
struct Asked
{
    Asked(CodeAsker &asker, const aws::MfaRequest &request, const CancelToken &token = {})
    {
        QCoro::connect(asker.prompt()(request, token), &context, [this](Result<Secret> got) { answer = got; });
    }

    std::optional<Result<Secret>> answer;
    QObject context;
};

} // namespace

class TestCodeAsker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void question_namesProfileAndDevice_andGetsTheCode()
    {
        CodeAsker asker;
        QSignalSpy wanted(&asker, &CodeAsker::codeWanted);
        const Asked asked(asker, ada);

        QCOMPARE(wanted, (QList<QVariantList>{{u"ops"_s, u"arn:aws:iam::1:mfa/ada"_s}}));
        asker.answer(Secret(u"123456"_s));

        QTRY_VERIFY(asked.answer);
        QCOMPARE(asked.answer->value().reveal(), QByteArrayView("123456"));
    }

    void question_givenUp_isDenied()
    {
        CodeAsker asker;
        const Asked asked(asker, ada);

        asker.giveUp();
        asker.answer(Secret(u"123456"_s)); // too late

        QTRY_VERIFY(asked.answer);
        QCOMPARE(asked.answer->error().kind(), Error::Kind::Denied);
        QCOMPARE(asked.answer->error().code(), u"MfaRequired"_s);
        QVERIFY(asked.answer->error().needsSignIn());
    }

    void question_cancelled_isWithdrawn()
    {
        CodeAsker asker;
        QSignalSpy withdrawn(&asker, &CodeAsker::withdrawn);
        CancelSource cancel;
        const Asked asked(asker, ada, cancel.token());

        cancel.cancel();

        QTRY_VERIFY(asked.answer);
        QCOMPARE(asked.answer->error().kind(), Error::Kind::Cancelled);
        QCOMPARE(withdrawn.size(), 1);
    }

    void question_alreadyCancelled_isNotAsked()
    {
        CodeAsker asker;
        QSignalSpy wanted(&asker, &CodeAsker::codeWanted);
        CancelSource cancel;
        cancel.cancel();
        const Asked asked(asker, ada, cancel.token());

        QTRY_VERIFY(asked.answer);
        QCOMPARE(asked.answer->error().kind(), Error::Kind::Cancelled);
        QVERIFY(wanted.isEmpty());
    }

    void twoDevices_areAskedOneAfterTheOther()
    {
        CodeAsker asker;
        QSignalSpy wanted(&asker, &CodeAsker::codeWanted);
        const Asked first(asker, ada);
        const Asked second(asker, bob);
        QCOMPARE(wanted.size(), 1);

        asker.answer(Secret(u"111111"_s));
        QTRY_COMPARE(wanted.size(), 2);
        asker.answer(Secret(u"222222"_s));

        QTRY_VERIFY(second.answer);
        QCOMPARE(wanted.last().first().toString(), u"audit"_s);
        QCOMPARE(first.answer->value().reveal(), QByteArrayView("111111"));
        QCOMPARE(second.answer->value().reveal(), QByteArrayView("222222"));
    }

    void waitingQuestion_cancelled_leavesTheFirstAlone()
    {
        CodeAsker asker;
        QSignalSpy withdrawn(&asker, &CodeAsker::withdrawn);
        CancelSource cancel;
        const Asked first(asker, ada);
        const Asked second(asker, bob, cancel.token());

        cancel.cancel();
        QTRY_VERIFY(second.answer);
        asker.answer(Secret(u"111111"_s));

        QTRY_VERIFY(first.answer && *first.answer);
        QVERIFY(withdrawn.isEmpty());
    }

    void answer_withoutQuestion_doesNothing()
    {
        CodeAsker asker;
        QSignalSpy wanted(&asker, &CodeAsker::codeWanted);

        asker.answer(Secret(u"123456"_s));
        asker.giveUp();

        QVERIFY(wanted.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCodeAsker)
#include "tst_codeasker.moc"
