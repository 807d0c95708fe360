// SPDX-License-Identifier: GPL-3.0-or-later
#include "sections.h"

#include <QRegularExpression>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace sm::markdown {

namespace {

struct Words
{
    Section section;
    QRegularExpression pattern;
};

QRegularExpression pattern(const QString &words)
{
    return QRegularExpression(words, QRegularExpression::CaseInsensitiveOption);
}

/// The first that matches counts: "Rollback verification" verifies.
const std::array<Words, 7> &allWords()
{
    static const std::array<Words, 7> words{{
        {Section::Purpose, pattern(u"^(purpose|goal|objective|summary)$"_s)},
        {Section::Severity, pattern(u"^(severity|priority)$"_s)},
        {Section::Prerequisites, pattern(u"^(pre-?requisites?|requirements|before you (start|begin))$"_s)},
        {Section::Symptoms, pattern(u"^(symptoms?|signs|alerts?)$"_s)},
        {Section::Verification, pattern(u"\\b(verification|validation)\\b|^(verify|validate)\\b"_s)},
        {Section::Rollback, pattern(u"\\broll-?\\s?back\\b|\\bback-?out\\b|^(undo|revert)\\b"_s)},
        {Section::Actions,
            pattern(
                u"\\b(steps?|actions?|procedure|diagnosis|investigation|troubleshooting|resolution|solutions?|fix(es)?|"
                "mitigation|remediation|optimi[sz]ation|checklist|post-incident|containment|recovery)\\b"_s)},
    }};
    return words;
}

QString bare(QString words)
{
    static const QRegularExpression around(u"^\\s*(\\d+[.)]\\s+)?|\\s*(\\(.*\\))?\\s*:?\\s*$"_s);
    return words.remove(around);
}

} // namespace

Section sectionOf(const QString &words)
{
    const QString plain = bare(words);
    for (const Words &each : allWords()) {
        if (each.pattern.match(plain).hasMatch())
            return each.section;
    }
    return Section::Other;
}

bool isSectionHeading(const QString &title)
{
    static const QRegularExpression alone = pattern(
        u"^((resolution |investigation |immediate |detailed )?(steps|actions|procedure)|purpose|severity|symptoms?|"
        "pre-?requisites?|diagnosis|investigation|resolution|mitigation|remediation|verification|validation|"
        "roll-?\\s?back( (steps|procedure|plan))?)$"_s);
    return alone.match(bare(title)).hasMatch();
}

bool isReference(const QString &title)
{
    static const QRegularExpression words
        = pattern(u"\\b(contents|links|contacts?|escalation|references|on-call|channels|severity levels|dependencies|"
                  "version information|overview)\\b"_s);
    return words.match(title).hasMatch();
}

} // namespace sm::markdown
