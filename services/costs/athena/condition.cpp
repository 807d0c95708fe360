// SPDX-License-Identifier: GPL-3.0-or-later
#include "condition.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace sm::athena {

using Kind = SqlWord::Kind;

Condition::Condition(const SqlWords &words, const Table &table, QString alias, const QStringList &parameters)
    : m_words(words)
    , m_table(table)
    , m_alias(std::move(alias))
    , m_parameters(parameters)
{
}

QSet<QString> Condition::keysIn(WordRange range) const
{
    range = withoutParentheses(range);
    if (m_words.isWord(range.begin, "NOT"_L1))
        return {};
    const QList<WordRange> choices = parts(range, "OR"_L1);
    if (choices.size() > 1) {
        QSet<QString> keys = keysIn(choices.first());
        for (const WordRange &choice : choices)
            keys.intersect(keysIn(choice));
        return keys;
    }
    QSet<QString> keys;
    const QList<WordRange> conditions = parts(range, "AND"_L1);
    if (conditions.size() > 1) {
        for (const WordRange &condition : conditions)
            keys.unite(keysIn(condition));
    } else if (const auto one = comparison(range)) {
        keys.insert(one->key);
    }
    return keys;
}

bool Condition::mayHold(WordRange range, const Partition &partition) const
{
    return truth(range, partition) != Truth::False;
}

/// The parts of \p range between \p word, outside of parentheses. The AND of a BETWEEN parts nothing.
QList<WordRange> Condition::parts(WordRange range, QLatin1StringView word) const
{
    QList<WordRange> all;
    qsizetype begin = range.begin;
    bool isBetween = false;
    for (qsizetype at = range.begin; at < range.end; at = m_words.after(at)) {
        if (m_words.isWord(at, "BETWEEN"_L1)) {
            isBetween = true;
        } else if (isBetween && m_words.isWord(at, "AND"_L1)) {
            isBetween = false;
        } else if (m_words.isWord(at, word)) {
            all.append({begin, at});
            begin = at + 1;
        }
    }
    all.append({begin, range.end});
    return all;
}

WordRange Condition::withoutParentheses(WordRange range) const
{
    while (
        range.size() > 2 && m_words.at(range.begin).kind == Kind::Open && m_words.closing(range.begin) == range.end - 1)
        range = {range.begin + 1, range.end - 1};
    return range;
}

Condition::Truth Condition::truth(WordRange range, const Partition &partition) const
{
    range = withoutParentheses(range);
    const QList<WordRange> choices = parts(range, "OR"_L1);
    if (choices.size() > 1) {
        Truth best = Truth::False;
        for (const WordRange &choice : choices)
            best = std::max(best, truth(choice, partition));
        return best;
    }
    const QList<WordRange> conditions = parts(range, "AND"_L1);
    if (conditions.size() > 1) {
        Truth worst = Truth::True;
        for (const WordRange &condition : conditions)
            worst = std::min(worst, truth(condition, partition));
        return worst;
    }
    const auto one = comparison(range);
    return one ? judge(*one, partition) : Truth::Maybe;
}

/// A column by its name, with the table's name or alias before it or not.
std::optional<QString> Condition::keyAt(WordRange range, qsizetype &at) const
{
    QStringList names;
    while (at < range.end && (m_words.at(at).kind == Kind::Word || m_words.at(at).kind == Kind::Name)) {
        names.append(m_words.at(at).text.toLower());
        ++at;
        if (!m_words.isSymbol(at, "."_L1))
            break;
        ++at;
    }
    if (names.isEmpty() || (names.size() > 1 && names[names.size() - 2] != m_alias))
        return {};
    const auto isKey = [&names](const Column &key) { return key.name == names.last(); };
    if (!std::any_of(m_table.partitionKeys.cbegin(), m_table.partitionKeys.cend(), isKey))
        return {};
    return names.last();
}

std::optional<Condition::Comparison> Condition::comparison(WordRange range) const
{
    qsizetype at = range.begin;
    const std::optional<QString> key = keyAt(range, at);
    if (!key || at >= range.end)
        return {};
    Comparison comparison{*key, m_words.at(at).text, {}};
    static const QStringList known{u"="_s, u"<"_s, u"<="_s, u">"_s, u">="_s, u"IN"_s, u"BETWEEN"_s, u"LIKE"_s};
    if (!known.contains(comparison.operation) || m_words.at(at).kind == Kind::Name)
        return {};
    if (!readValues(range, at + 1, comparison))
        return {};
    return comparison;
}

bool Condition::readValues(WordRange range, qsizetype at, Comparison &comparison) const
{
    if (comparison.operation == "IN"_L1) {
        if (at >= range.end || m_words.at(at).kind != Kind::Open || m_words.closing(at) != range.end - 1)
            return false;
        const WordRange list{at + 1, range.end - 1};
        at = list.begin;
        do {
            if (!readValue(list, at, comparison))
                return false;
        } while (at < list.end && m_words.isSymbol(at++, ","_L1));
        return at == list.end;
    }
    if (!readValue(range, at, comparison))
        return false;
    if (comparison.operation == "BETWEEN"_L1) {
        if (!m_words.isWord(at++, "AND"_L1) || !readValue(range, at, comparison))
            return false;
    }
    return at == range.end;
}

bool Condition::readValue(WordRange range, qsizetype &at, Comparison &comparison) const
{
    if (at >= range.end)
        return false;
    const SqlWord &word = m_words.at(at++);
    if (word.kind == Kind::Text || word.kind == Kind::Number) {
        comparison.values.append(word.text);
        return true;
    }
    if (word.kind != Kind::Parameter)
        return false;
    QString value = m_parameters.value(word.parameter);
    if (value.size() > 1 && value.startsWith(u'\'') && value.endsWith(u'\''))
        value = value.mid(1, value.size() - 2).replace("''"_L1, "'"_L1);
    comparison.values.append(value.isEmpty() ? std::nullopt : std::optional(value));
    return true;
}

/// Numbers compare as numbers where the key is one, as text otherwise.
int Condition::compare(const QString &key, const QString &left, const QString &right) const
{
    const Column *column = m_table.column(key);
    bool areNumbers = column && (column->type.contains("int"_L1));
    bool isNumber = false;
    const qlonglong a = left.toLongLong(&isNumber);
    areNumbers = areNumbers && isNumber;
    const qlonglong b = right.toLongLong(&isNumber);
    if (areNumbers && isNumber)
        return a < b ? -1 : a > b;
    return left.compare(right);
}

Condition::Truth Condition::judge(const Comparison &comparison, const Partition &partition) const
{
    qsizetype place = 0;
    while (place < m_table.partitionKeys.size() && m_table.partitionKeys[place].name != comparison.key)
        ++place;
    if (place >= partition.values.size()
        || std::any_of(comparison.values.cbegin(), comparison.values.cend(), [](const auto &v) { return !v; }))
        return Truth::Maybe;
    const QString value = partition.values[place];
    const auto to = [&](qsizetype i) { return compare(comparison.key, value, *comparison.values[i]); };
    const auto truthOf = [](bool holds) { return holds ? Truth::True : Truth::False; };
    const QString &operation = comparison.operation;
    if (operation == "IN"_L1) {
        for (qsizetype i = 0; i < comparison.values.size(); ++i) {
            if (to(i) == 0)
                return Truth::True;
        }
        return Truth::False;
    }
    if (operation == "BETWEEN"_L1)
        return truthOf(to(0) >= 0 && to(1) <= 0);
    if (operation == "LIKE"_L1) {
        const QString prefix = comparison.values[0]->section(u'%', 0, 0).section(u'_', 0, 0);
        return value.startsWith(prefix) ? Truth::Maybe : Truth::False;
    }
    const int order = to(0);
    const bool holds = (order == 0 && operation.contains(u'=')) || (order < 0 && operation.startsWith(u'<'))
        || (order > 0 && operation.startsWith(u'>'));
    return truthOf(holds);
}

} // namespace sm::athena
