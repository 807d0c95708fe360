// SPDX-License-Identifier: GPL-3.0-or-later
#include <users/password.h>

#include <QSet>
#include <QTest>

#include <cmath>

using namespace sm;
using namespace sm::users;
using namespace Qt::Literals::StringLiterals;

namespace {

PasswordPolicy onlyLength(int length)
{
    PasswordPolicy policy;
    policy.minimumLength = length;
    policy.requiresLowercase = policy.requiresUppercase = policy.requiresNumbers = policy.requiresSymbols = false;
    return policy;
}

QString textOf(const Secret &secret) { return QString::fromUtf8(secret.reveal()); }

} // namespace

class TestPassword : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void generated_tenThousand_areAllAcceptedAndAllDifferent()
    {
        QSet<QByteArray> seen;
        for (int i = 0; i < 10'000; ++i) {
            PasswordPolicy policy;
            policy.minimumLength = 6 + i % 94; // 6 to 99, as Cognito allows
            const Secret password = generatePassword(policy);

            const Result<void> accepted = checkPassword(password, policy);

            QVERIFY2(accepted, qPrintable(accepted ? QString() : accepted.error().message()));
            seen.insert(password.reveal().toByteArray());
        }
        QCOMPARE(seen.size(), 10'000);
    }

    void generated_length_isThePolicysButNeverBelowSixteen_data()
    {
        QTest::addColumn<int>("minimum");
        QTest::addColumn<int>("length");
        QTest::newRow("short") << 6 << 16;
        QTest::newRow("as long") << 16 << 16;
        QTest::newRow("longer") << 17 << 17;
        QTest::newRow("longest") << 99 << 99;
    }
    void generated_length_isThePolicysButNeverBelowSixteen()
    {
        QFETCH(const int, minimum);

        QTEST(int(generatePassword(onlyLength(minimum)).reveal().size()), "length");
    }

    void generated_characters_areEvenlySpreadAndNoneIsTakenForAnother()
    {
        QHash<QChar, int> counts;
        constexpr int Passwords = 4000;
        for (int i = 0; i < Passwords; ++i) {
            for (const QChar c : textOf(generatePassword(onlyLength(16))))
                ++counts[c];
        }

        for (const QChar ambiguous : u"0OoIl1"_s)
            QVERIFY2(!counts.contains(ambiguous), qPrintable(QString(ambiguous)));
        for (const QChar special : u"\"'\\`$!&|<>;*(){}[] ,"_s)
            QVERIFY2(!counts.contains(special), qPrintable(QString(special)));
        // Letters of one class are drawn alike: each within six standard deviations of their mean.
        QList<int> letters;
        for (auto each = counts.begin(); each != counts.end(); ++each) {
            if (each.key().isLower())
                letters.append(*each);
        }
        const double mean = std::accumulate(letters.begin(), letters.end(), 0.0) / double(letters.size());
        QVERIFY(letters.size() >= 23);
        for (const int count : letters)
            QVERIFY2(std::abs(count - mean) < 6 * std::sqrt(mean), qPrintable(QString::number(count)));
    }

    void generated_classes_standInNoFixedPlace()
    {
        QSet<int> placesOfDigits;
        for (int i = 0; i < 500; ++i) {
            const QString text = textOf(generatePassword(onlyLength(16)));
            for (int place = 0; place < text.size(); ++place) {
                if (text.at(place).isDigit())
                    placesOfDigits.insert(place);
            }
        }

        QCOMPARE(placesOfDigits.size(), 16);
    }

    void check_saysEachThingThatIsMissing_data()
    {
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("missing");
        QTest::newRow("good") << u"Abcdef1!"_s << QString();
        QTest::newRow("short") << u"Abcd1!"_s << u"at least 8 characters"_s;
        QTest::newRow("no lower") << u"ABCDEF1!"_s << u"a lower-case letter"_s;
        QTest::newRow("no upper") << u"abcdef1!"_s << u"an upper-case letter"_s;
        QTest::newRow("no number") << u"Abcdefg!"_s << u"a number"_s;
        QTest::newRow("no symbol") << u"Abcdefg1"_s << u"a symbol"_s;
        QTest::newRow("not a symbol to Cognito") << u"Abcdefg1§"_s << u"a symbol"_s;
        QTest::newRow("not letters to Cognito") << u"ÄBCDEFä1!"_s << u"a lower-case letter"_s;
        QTest::newRow("outer space") << u"Abcdef1! "_s << u"no space at the beginning or end"_s;
        QTest::newRow("too long") << u"Ab1!"_s.repeated(65) << u"at most 256 characters"_s;
        QTest::newRow("two things") << u"abcdefg1"_s << u"an upper-case letter, a symbol"_s;
    }
    void check_saysEachThingThatIsMissing()
    {
        QFETCH(const QString, password);
        QFETCH(const QString, missing);

        const Result<void> checked = checkPassword(Secret(password), PasswordPolicy());

        QCOMPARE(checked.has_value(), missing.isEmpty());
        if (checked)
            return;
        QCOMPARE(checked.error().kind(), Error::Kind::Invalid);
        QVERIFY2(checked.error().message().endsWith(u": "_s + missing + u'.'), qPrintable(checked.error().message()));
        QVERIFY(!checked.error().message().contains(password.trimmed()));
    }

    void check_policyThatAsksForLittle_takesLittle()
    {
        QVERIFY(checkPassword(Secret(u"aaaaaa"_s), onlyLength(6)));
        QVERIFY(!checkPassword(Secret(u"aaaaa"_s), onlyLength(6)));
        QVERIFY(!checkPassword(Secret(), onlyLength(6)));
    }
};

QTEST_GUILESS_MAIN(TestPassword)
#include "tst_password.moc"
