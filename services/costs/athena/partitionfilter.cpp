// SPDX-License-Identifier: GPL-3.0-or-later
#include "partitionfilter.h"

#include "condition.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::athena {

namespace {

using Kind = SqlWord::Kind;

const QStringList SetOperators{u"UNION"_s, u"INTERSECT"_s, u"EXCEPT"_s};
const QStringList AfterWhere{u"GROUP"_s, u"HAVING"_s, u"WINDOW"_s, u"ORDER"_s, u"LIMIT"_s, u"OFFSET"_s, u"FETCH"_s};

/// Looks for the table in all blocks of a statement: a SELECT with its clauses, in parentheses or not.
class Reader
{
public:
    Reader(const SqlWords &words, const QStringList &parameters, const Table &table, const QList<Partition> &known)
        : m_words(words)
        , m_parameters(parameters)
        , m_table(table)
        , m_known(known)
    {
    }

    PartitionChoice choice()
    {
        readBlocks(m_words.all());
        PartitionChoice choice;
        choice.use = m_words.use();
        choice.readsTable = m_readsTable;
        choice.isFiltered = m_readsTable && m_isFiltered;
        for (qsizetype i = 0; i < m_known.size(); ++i) {
            if (m_wanted.contains(static_cast<int>(i)))
                choice.partitions.append(static_cast<int>(i));
        }
        return choice;
    }

private:
    void readBlocks(WordRange range)
    {
        qsizetype begin = range.begin;
        while (begin < range.end) {
            const qsizetype end = m_words.find({begin, range.end}, SetOperators);
            readBlock({begin, end});
            begin = end + 1;
        }
    }

    void readBlock(WordRange block)
    {
        QStringList aliases;
        collect(block, aliases);
        if (aliases.isEmpty())
            return;
        m_readsTable = true;
        const qsizetype where = m_words.find(block, {u"WHERE"_s});
        const WordRange rest{std::min(where + 1, block.end), block.end};
        const WordRange condition{rest.begin, m_words.find(rest, AfterWhere)};
        for (const QString &alias : std::as_const(aliases))
            judge(condition, alias);
    }

    /// Where the block, outside of blocks of its own, names the table: by what it calls it there.
    void collect(WordRange range, QStringList &aliases)
    {
        for (qsizetype at = range.begin; at < range.end; ++at) {
            if (m_words.at(at).kind == Kind::Open) {
                const WordRange inside{at + 1, m_words.closing(at)};
                const bool isBlock = m_words.find(inside, {u"SELECT"_s, u"TABLE"_s}) != inside.end;
                if (isBlock)
                    readBlocks(inside);
                else
                    collect(inside, aliases);
                at = inside.end;
            } else if (isTable(at)) {
                aliases.append(aliasAfter(at, range.end));
            }
        }
    }

    bool isTable(qsizetype at) const
    {
        const SqlWord &word = m_words.at(at);
        if ((word.kind != Kind::Word && word.kind != Kind::Name) || word.text.toLower() != m_table.name
            || m_words.isSymbol(at + 1, "."_L1))
            return false;
        return !m_words.isSymbol(at - 1, "."_L1) || m_words.at(at - 2).text.toLower() == m_table.database;
    }

    QString aliasAfter(qsizetype at, qsizetype end) const
    {
        static const QStringList clauses = AfterWhere + SetOperators
            + QStringList{u"WHERE"_s, u"JOIN"_s, u"INNER"_s, u"LEFT"_s, u"RIGHT"_s, u"FULL"_s, u"CROSS"_s, u"NATURAL"_s,
                u"ON"_s, u"USING"_s, u"TABLESAMPLE"_s, u"FOR"_s};
        ++at;
        if (at < end && m_words.isWord(at, "AS"_L1))
            ++at;
        if (at >= end)
            return m_table.name;
        const SqlWord &word = m_words.at(at);
        const bool isName = word.kind == Kind::Name || (word.kind == Kind::Word && !clauses.contains(word.text));
        return isName ? word.text.toLower() : m_table.name;
    }

    void judge(WordRange condition, const QString &alias)
    {
        const Condition judged(m_words, m_table, alias, m_parameters);
        const QSet<QString> keys = condition.size() > 0 ? judged.keysIn(condition) : QSet<QString>();
        bool leavesOut = false;
        for (qsizetype i = 0; i < m_known.size(); ++i) {
            if (condition.size() <= 0 || judged.mayHold(condition, m_known[i]))
                m_wanted.insert(static_cast<int>(i));
            else
                leavesOut = true;
        }
        m_isFiltered = m_isFiltered && isEnough(keys) && (leavesOut || !isHollow(judged, condition));
    }

    /// Whether the condition would let through any time at all: year > '0'.
    bool isHollow(const Condition &judged, WordRange condition) const
    {
        const auto lets = [&](const QString &year, const QString &period) {
            Partition other;
            for (const Column &key : m_table.partitionKeys)
                other.values.append(key.name == "billing_period"_L1 ? period : year);
            return judged.mayHold(condition, other);
        };
        return lets(u"1"_s, u"0001-01"_s) && lets(u"9999"_s, u"9999-12"_s);
    }

    /// A month without its year is that month of every year.
    bool isEnough(const QSet<QString> &keys) const
    {
        return m_table.partitionStyle() == PartitionStyle::YearMonth ? keys.contains(u"year"_s) : !keys.isEmpty();
    }

    const SqlWords &m_words;
    const QStringList &m_parameters;
    const Table &m_table;
    const QList<Partition> &m_known;
    bool m_readsTable = false;
    bool m_isFiltered = true;
    QSet<int> m_wanted;
};

} // namespace

Result<PartitionChoice> choosePartitions(
    const QString &sql, const QStringList &parameters, const Table &table, const QList<Partition> &known)
{
    const Result<SqlWords> words = SqlWords::of(sql);
    if (!words)
        return words.error();
    return Reader(*words, parameters, table, known).choice();
}

} // namespace sm::athena
