// SPDX-License-Identifier: GPL-3.0-or-later
#include "userindex.h"

#include <QDateTime>

#include <cstring>

namespace sm::tables {

namespace {

constexpr quint16 NameId = 0;

void appendField(std::string &records, quint16 id, const QByteArray &utf8)
{
    const auto size = static_cast<quint32>(utf8.size());
    records.append(reinterpret_cast<const char *>(&id), sizeof id);
    records.append(reinterpret_cast<const char *>(&size), sizeof size);
    records.append(utf8.constData(), size);
}

void appendFolded(std::string &text, const QString &value)
{
    const QByteArray folded = value.toCaseFolded().toUtf8();
    text.append(folded.constData(), static_cast<size_t>(folded.size()));
    text.push_back('\n');
}

/// Walks the attributes of one record; the last one has the id 0xffff.
class Fields
{
public:
    static constexpr quint16 End = 0xffff;
    explicit Fields(const char *record)
        : m_at(record)
    {
    }
    bool next()
    {
        std::memcpy(&id, m_at, sizeof id);
        if (id == End)
            return false;
        quint32 size = 0;
        std::memcpy(&size, m_at + sizeof id, sizeof size);
        value = std::string_view(m_at + sizeof id + sizeof size, size);
        m_at = value.data() + size;
        return true;
    }
    quint16 id = End;
    std::string_view value;

private:
    const char *m_at;
};

QString toText(std::string_view utf8) { return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())); }

size_t hashOf(std::string_view utf8) { return qHashBits(utf8.data(), utf8.size()); }

} // namespace

UserIndex::UserIndex()
    : m_attributeNames{QString()}
    , m_groupSets{QStringList()}
{
}

/// The segment of \p row, copied first when a snapshot still reads it.
UserIndex::Segment &UserIndex::writable(int row)
{
    std::shared_ptr<const Segment> &slot = m_segments[static_cast<size_t>(row / RowsPerSegment)];
    if (slot.use_count() > 1)
        slot = std::make_shared<Segment>(*slot);
    return const_cast<Segment &>(*slot);
}

quint16 UserIndex::internAttribute(const QString &name)
{
    const auto known = m_attributeIds.constFind(name);
    if (known != m_attributeIds.constEnd())
        return *known;
    const auto id = static_cast<quint16>(m_attributeNames.size());
    m_attributeNames.append(name);
    m_attributeIds.insert(name, id);
    return id;
}

quint32 UserIndex::internGroups(QStringList groups)
{
    if (groups.isEmpty())
        return 0;
    const auto known = m_groupSetIds.constFind(groups);
    if (known != m_groupSetIds.constEnd())
        return *known;
    const auto id = static_cast<quint32>(m_groupSets.size());
    m_groupSetIds.insert(groups, id);
    m_groupSets.append(std::move(groups));
    return id;
}

void UserIndex::write(Segment &segment, Segment::Row &row, const User &user)
{
    row.record = static_cast<quint32>(segment.records.size());
    row.folded = static_cast<quint32>(segment.text.size());
    row.groupSet = internGroups(user.groups);
    row.createdMs = user.created.toMSecsSinceEpoch();
    row.modifiedMs = user.modified.toMSecsSinceEpoch();
    row.status = user.status;
    row.enabled = user.enabled;

    appendField(segment.records, NameId, user.name.value.toUtf8());
    appendFolded(segment.text, user.name.value);
    for (const UserAttribute &each : user.attributes) {
        appendField(segment.records, internAttribute(each.name), each.value.toUtf8());
        if (each.value != user.name.value) // "sub" mostly repeats the name
            appendFolded(segment.text, each.value);
    }
    segment.records.append(2, '\xff');
    row.foldedSize = static_cast<quint32>(segment.text.size()) - row.folded;
}

void UserIndex::append(const QList<User> &users)
{
    for (const User &user : users) {
        const int row = m_size++;
        if (row % RowsPerSegment == 0)
            m_segments.push_back(std::make_shared<Segment>());
        Segment &segment = writable(row);
        write(segment, segment.rows.emplace_back(), user);
        const QByteArray name = user.name.value.toUtf8();
        m_rowsByName.insert(hashOf({name.constData(), static_cast<size_t>(name.size())}), row);
    }
}

void UserIndex::replace(int row, const User &user)
{
    Segment &segment = writable(row);
    segment.inOrder = false;
    write(segment, segment.rows[static_cast<size_t>(row % RowsPerSegment)], user);
}

void UserIndex::remove(int row)
{
    Segment::Row &entry = writable(row).rows[static_cast<size_t>(row % RowsPerSegment)];
    if (entry.removed)
        return;
    entry.removed = true;
    ++m_removed;
}

void UserIndex::addMembers(const QString &group, const QList<UserName> &members)
{
    for (const UserName &name : members) {
        const int row = rowOf(name);
        if (row < 0 || groups(row).contains(group))
            continue;
        QStringList all = groups(row);
        all.append(group);
        all.sort(Qt::CaseInsensitive);
        const quint32 set = internGroups(std::move(all));
        writable(row).rows[static_cast<size_t>(row % RowsPerSegment)].groupSet = set;
    }
}

int UserIndex::rowOf(const UserName &name) const
{
    const QByteArray utf8 = name.value.toUtf8();
    const std::string_view wanted(utf8.constData(), static_cast<size_t>(utf8.size()));
    const auto [begin, end] = m_rowsByName.equal_range(hashOf(wanted));
    for (auto each = begin; each != end; ++each) {
        if (!at(*each).removed && value(*each, NameId) == wanted)
            return *each;
    }
    return -1;
}

std::string_view UserIndex::value(int row, quint16 attributeId) const
{
    Fields fields(segmentOf(row).records.data() + at(row).record);
    while (fields.next()) {
        if (fields.id == attributeId)
            return fields.value;
    }
    return {};
}

User UserIndex::user(int row) const
{
    const Segment::Row &entry = at(row);
    User user;
    Fields fields(segmentOf(row).records.data() + entry.record);
    while (fields.next()) {
        if (fields.id == NameId)
            user.name.value = toText(fields.value);
        else
            user.attributes.append({m_attributeNames.at(fields.id), toText(fields.value)});
    }
    user.status = entry.status;
    user.enabled = entry.enabled;
    user.created = QDateTime::fromMSecsSinceEpoch(entry.createdMs, Qt::UTC);
    user.modified = QDateTime::fromMSecsSinceEpoch(entry.modifiedMs, Qt::UTC);
    user.groups = groups(row);
    return user;
}

QString UserIndex::name(int row) const { return toText(value(row, NameId)); }

QString UserIndex::attribute(int row, int attributeId) const
{
    return attributeId < 0 ? QString() : toText(value(row, static_cast<quint16>(attributeId)));
}

int UserIndex::attributeId(const QString &name) const
{
    return m_attributeIds.contains(name) ? m_attributeIds.value(name) : -1;
}

QStringList UserIndex::attributeNames() const { return m_attributeNames.mid(1); }

const QStringList &UserIndex::groups(int row) const { return m_groupSets.at(at(row).groupSet); }

} // namespace sm::tables
