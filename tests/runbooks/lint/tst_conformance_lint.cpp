// SPDX-License-Identifier: GPL-3.0-or-later
// The five source runbooks: every known defect that the text shows is found where it is, and nothing else is said of a
// command that is right.
#include <lint/lint.h>
#include <support/vectors.h>

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

#include <cstdio>

using namespace sm;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A defect of Appendix A of the mission: where it is, and the rules that may say so.
struct Defect
{
    int number;
    int seed;
    int firstLine;
    int lastLine;
    const char *rules;

    bool isFoundBy(int atSeed, const lint::Finding &finding) const
    {
        return atSeed == seed && finding.line >= firstLine && finding.line <= lastLine
            && QString::fromLatin1(rules).split(u',').contains(finding.rule);
    }
};

constexpr Defect defects[] = {
    {1, 0, 188, 198, "aws-invalid-input"},
    {2, 0, 188, 198, "aws-invalid-input"},
    {2, 0, 630, 636, "aws-invalid-input"},
    {3, 0, 162, 164, "cloudwatch-unknown-metric"},
    {4, 0, 599, 601, "cloudwatch-unknown-metric"},
    {4, 0, 610, 612, "cloudwatch-unknown-metric"},
    {5, 0, 462, 462, "query-unknown-field"},
    {5, 0, 458, 462, "ce-in-loop"},
    {6, 0, 27, 27, "ce-exclusive-end"},
    {6, 0, 459, 459, "ce-exclusive-end"},
    {7, 0, 497, 497, "athena-history-table"},
    {8, 0, 526, 526, "cur-padded-month"},
    {9, 0, 66, 66, "athena-msck-repair"},
    {10, 0, 112, 114, "redis-delete-matching"},
    {11, 0, 474, 474, "redis-flush"},
    {12, 0, 100, 100, "window-not-filtered"},
    {13, 0, 388, 388, "prometheus-histogram"},
    {14, 0, 209, 209, "fixed-sleep"},
    {14, 0, 213, 213, "only-a-reminder"},
    {15, 0, 726, 726, "date-in-prose"},
    {15, 3, 744, 744, "date-in-prose"},
    {15, 3, 746, 746, "date-in-prose"},
    {16, 1, 460, 460, "window-not-filtered"},
    {17, 1, 371, 371, "archive-deletes"},
    {18, 1, 393, 409, "rollback-code-only"},
    {19, 2, 100, 100, "aws-unknown-option"},
    {20, 2, 38, 38, "secret-in-argv"},
    {20, 2, 47, 47, "secret-in-argv"},
    {20, 2, 99, 99, "secret-in-argv"},
    {20, 2, 326, 326, "secret-in-argv"},
    {20, 2, 904, 904, "secret-in-argv"},
    {20, 2, 911, 911, "secret-in-argv"},
    {21, 2, 87, 87, "cognito-reset-state"},
    {22, 2, 136, 136, "cognito-sessions"},
    {23, 2, 173, 184, "backup-unfinished"},
    {24, 2, 184, 184, "deploy-without-approval"},
    {25, 2, 220, 220, "cloudformation-rollback-stack"},
    {26, 2, 267, 267, "lambda-last-modified"},
    {27, 2, 275, 277, "aws-blob-format"},
    {27, 2, 917, 919, "aws-blob-format"},
    {28, 2, 295, 295, "rollback-missing-artifact"},
    {28, 2, 484, 484, "rollback-missing-artifact"},
    {29, 2, 324, 324, "lambda-environment-replaced"},
    {29, 2, 490, 490, "lambda-environment-replaced"},
    {29, 2, 909, 909, "lambda-environment-replaced"},
    {30, 2, 354, 354, "lambda-environment-shape"},
    {31, 2, 423, 425, "dynamodb-user-errors"},
    {31, 2, 524, 524, "dynamodb-user-errors"},
    {31, 2, 557, 557, "dynamodb-user-errors"},
    {32, 2, 525, 525, "cloudwatch-dimension"},
    {32, 2, 558, 558, "cloudwatch-dimension"},
    {33, 2, 595, 595, "lambda-latest"},
    {34, 2, 612, 614, "aws-unknown-option"},
    {35, 2, 647, 647, "dynamodb-index-throughput"},
    {36, 2, 494, 499, "lambda-open-permission"},
    {37, 2, 696, 696, "file-unknown-member"},
    {37, 2, 698, 698, "s3-legacy-prefix"},
    {37, 2, 704, 704, "file-unknown-member"},
    {37, 2, 706, 706, "s3-legacy-prefix"},
    {38, 2, 718, 718, "s3-lifecycle-replaced"},
    {38, 3, 623, 623, "s3-lifecycle-replaced"},
    {39, 2, 687, 687, "s3-listing-columns"},
    {40, 2, 743, 743, "dynamodb-export-recovery"},
    {41, 2, 758, 758, "date-recomputed"},
    {42, 2, 845, 845, "dynamodb-backup-size"},
    {43, 2, 862, 864, "dynamodb-bare-restore"},
    {44, 2, 876, 876, "dynamodb-sample"},
    {45, 2, 897, 904, "secret-invented"},
    {46, 2, 909, 911, "secret-in-argv"},
    {47, 2, 951, 951, "analyzer-type"},
    {48, 2, 959, 959, "policy-not-saved"},
    {49, 3, 133, 142, "aws-unknown-service"},
    {49, 3, 138, 142, "aws-unknown-operation"},
    {49, 3, 374, 374, "aws-unknown-service"},
    {49, 3, 415, 415, "aws-unknown-service"},
    {49, 3, 374, 374, "aws-unknown-operation"},
    {49, 3, 415, 415, "aws-unknown-operation"},
    {50, 3, 155, 162, "text-output-lines"},
    {50, 3, 155, 162, "lambda-version-cleanup"},
    {50, 3, 609, 616, "text-output-lines"},
    {50, 3, 614, 614, "lambda-version-cleanup"},
    {51, 3, 165, 170, "text-output-lines"},
    {52, 3, 185, 185, "aws-deprecated"},
    {52, 3, 185, 189, "aws-missing-outfile,aws-missing-option"},
    {53, 3, 205, 205, "codedeploy-group"},
    {53, 3, 205, 205, "aws-service-name"},
    {53, 3, 437, 437, "codedeploy-group"},
    {53, 3, 442, 442, "codedeploy-group"},
    {53, 3, 437, 437, "aws-service-name"},
    {53, 3, 442, 442, "aws-service-name"},
    {54, 3, 226, 226, "date-without-time"},
    {54, 3, 227, 227, "date-without-time"},
    {54, 3, 317, 317, "date-without-time"},
    {54, 3, 318, 318, "date-without-time"},
    {54, 3, 329, 329, "date-without-time"},
    {54, 3, 330, 330, "date-without-time"},
    {54, 3, 366, 366, "date-without-time"},
    {54, 3, 367, 367, "date-without-time"},
    {54, 3, 549, 549, "date-without-time"},
    {54, 3, 550, 550, "date-without-time"},
    {54, 3, 562, 562, "date-without-time"},
    {54, 3, 563, 563, "date-without-time"},
    {54, 3, 643, 643, "date-without-time"},
    {54, 3, 644, 644, "date-without-time"},
    {55, 3, 361, 363, "cloudwatch-unknown-metric"},
    {56, 3, 489, 489, "timestream-kind"},
    {57, 3, 339, 339, "lambda-gateway-timeout"},
    {58, 3, 346, 346, "lambda-unfinished-update"},
    {59, 3, 467, 467, "never-switched-on"},
    {60, 3, 481, 481, "s3-glacier-copy"},
    {61, 3, 500, 503, "aws-unknown-option"},
    {61, 3, 503, 503, "apigateway-throttle-path"},
    {61, 3, 582, 585, "aws-unknown-option"},
    {62, 3, 525, 525, "apigateway-stage-value"},
    {62, 3, 524, 524, "query-first-item"},
    {62, 3, 525, 525, "aws-unknown-option"},
    {63, 3, 515, 518, "apigateway-key-rotation"},
    {64, 3, 573, 576, "aws-unknown-option"},
    {64, 3, 573, 573, "aws-missing-option"},
    {65, 3, 641, 641, "iam-events"},
    {66, 3, 662, 662, "query-unknown-field"},
    {66, 3, 661, 661, "iam-own-keys"},
    {67, 3, 685, 689, "opposite-verb"},
    {68, 3, 692, 693, "terraform-unsaved-plan"},
    {69, 3, 39, 39, "url-from-answer"},
    {70, 4, 113, 115, "ecs-latest-definition"},
    {71, 4, 121, 121, "ecs-previous-revision"},
    {72, 4, 128, 130, "rollback-waits"},
    {73, 4, 142, 142, "ecs-desired-count"},
    {73, 4, 148, 148, "ecs-desired-count"},
    {74, 4, 221, 221, "aws-missing-option"},
    {75, 4, 461, 468, "ecs-tasks-as-deployments"},
};

/// True of these commands too, though the appendix does not have it: a list of --statistics is parted by blanks.
constexpr Defect furtherDefects[] = {
    {0, 3, 320, 320, "aws-invalid-enum"},
    {0, 3, 332, 332, "aws-invalid-enum"},
    {0, 3, 369, 369, "aws-invalid-enum"},
    // A value in shorthand may not begin with a blank or a line end.
    {0, 0, 191, 191, "aws-invalid-shorthand"},
    {0, 0, 631, 632, "aws-invalid-shorthand"},
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The last line of the command that begins at \p line: lines that end in a backslash go on.
int lastLineOf(const QList<QByteArray> &lines, int line)
{
    while (line < lines.size() && lines.at(line - 1).trimmed().endsWith('\\'))
        ++line;
    return line;
}

} // namespace

class TestConformanceLint : public QObject
{
    Q_OBJECT

    QList<QByteArray> m_seeds;
    QList<QList<lint::Finding>> m_findings;
    aws::Models m_models;

    bool isKnown(int seed, const lint::Finding &finding) const
    {
        const auto isIt = [seed, &finding](const Defect &defect) { return defect.isFoundBy(seed, finding); };
        return std::any_of(std::begin(defects), std::end(defects), isIt)
            || std::any_of(std::begin(furtherDefects), std::end(furtherDefects), isIt);
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QDir folder(QDir(test::vectorsFolder()).filePath(u"../seeds"_s));
        for (const QString &name : folder.entryList({u"*.txt"_s}, QDir::Files, QDir::Name)) {
            m_seeds.append(contentOf(folder.filePath(name)));
            const auto findings = lint::lint(name, m_seeds.last(), m_models);
            QVERIFY(findings);
            m_findings.append(*findings);
        }
        if (m_seeds.isEmpty())
            QSKIP("the source runbooks are not here");
        QCOMPARE(m_seeds.size(), 5);
    }

    void seeds_knownDefects_areFoundWhereTheyAre()
    {
        QSet<int> missed;
        QSet<int> all;
        for (const Defect &defect : defects) {
            all.insert(defect.number);
            const QList<lint::Finding> &findings = m_findings.at(defect.seed);
            if (std::any_of(findings.begin(), findings.end(),
                    [&defect](const lint::Finding &finding) { return defect.isFoundBy(defect.seed, finding); }))
                continue;
            missed.insert(defect.number);
            qWarning("A%d is not found: %03d:%d %s", defect.number, defect.seed, defect.firstLine, defect.rules);
        }
        std::printf("appendix-a: %d/%d\n", int(all.size() - missed.size()), 75);

        QCOMPARE(all.size(), 75);
        QVERIFY(missed.isEmpty());
    }

    void validCommands_apartFromKnownDefects_raiseNoAlarm()
    {
        const QByteArray judged
            = contentOf(QDir(test::vectorsFolder()).filePath(u"aws-examples/runbook-commands.json"_s));
        const QJsonArray commands = QJsonDocument::fromJson(judged)[u"commands"_s].toArray();
        QVERIFY(commands.size() > 100);
        int valid = 0;
        int quiet = 0;
        for (const QJsonValue &each : commands) {
            const QString verdict = each[u"verdict"_s].toString();
            if (verdict.startsWith(u"invalid"_s) || verdict.startsWith(u"unknown"_s))
                continue;
            ++valid;
            const int seed = each[u"seed"_s].toString().toInt();
            const int line = each[u"line"_s].toInt();
            const int lastLine = lastLineOf(m_seeds.at(seed).split('\n'), line);
            bool alarmed = false;
            for (const lint::Finding &finding : m_findings.at(seed)) {
                if (finding.line < line || finding.line > lastLine || finding.severity == lint::Finding::Severity::Note
                    || isKnown(seed, finding))
                    continue;
                alarmed = true;
                qWarning("%03d:%d %s: %s", seed, finding.line, qPrintable(finding.rule), qPrintable(finding.message));
            }
            quiet += alarmed ? 0 : 1;
        }
        std::printf("runbook-commands: %d/%d without a false alarm\n", quiet, valid);

        QCOMPARE(quiet, valid);
    }

    /// What else was found; for people who read the log.
    void seeds_otherFindings_areListed()
    {
        for (qsizetype seed = 0; seed < m_findings.size(); ++seed) {
            for (const lint::Finding &finding : m_findings.at(seed)) {
                if (!isKnown(static_cast<int>(seed), finding))
                    qInfo("%03d:%d %s %s: %s", int(seed), finding.line,
                        qPrintable(lint::severityName(finding.severity)), qPrintable(finding.rule),
                        qPrintable(finding.message));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestConformanceLint)
#include "tst_conformance_lint.moc"
