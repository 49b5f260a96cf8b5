#include "connection/connectionmarks.h"

#include "common/theme.h"
#include "common/widgets.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

QString colourWord(const QString& name)
{
    static const QHash<QString, QString> words{{u"blue"_s, ConnectionMarks::tr("Blue")},
        {u"teal"_s, ConnectionMarks::tr("Teal")}, {u"green"_s, ConnectionMarks::tr("Green")},
        {u"amber"_s, ConnectionMarks::tr("Amber")}, {u"violet"_s, ConnectionMarks::tr("Violet")},
        {u"grey"_s, ConnectionMarks::tr("Grey")}};
    return words.value(name);
}

QIcon swatch(const QColor& colour)
{
    QPixmap picture(16, 16);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(2, 2, 12, 12, 3, 3);
    return QIcon(picture);
}

} // namespace

ConnectionMarks::ConnectionMarks(QWidget* parent)
    : QWidget(parent)
    , m_production(new QCheckBox(tr("&Production"), this))
    , m_readOnly(new QCheckBox(tr("Read-&only"), this))
    , m_colour(new QComboBox(this))
{
    m_production->setObjectName(u"productionBox"_s);
    m_readOnly->setObjectName(u"readOnlyBox"_s);
    m_colour->setObjectName(u"colourBox"_s);
    m_colour->setAccessibleName(tr("Colour"));
    offerColours();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addWidget(m_production);
    row->addWidget(m_readOnly);
    row->addStretch(1);
    auto* label = makeLabel({}, bodyFont(), this);
    label->setText(tr("Co&lour"));
    label->setBuddy(m_colour);
    row->addWidget(label);
    row->addWidget(m_colour);
    connect(m_production, &QCheckBox::toggled, this, [this](bool production) {
        m_colour->setEnabled(!production); // production has a colour of its own
        Q_EMIT changed();
    });
    connect(m_readOnly, &QCheckBox::toggled, this, &ConnectionMarks::changed);
    connect(m_colour, &QComboBox::currentIndexChanged, this, &ConnectionMarks::changed);
}

void ConnectionMarks::offerColours()
{
    m_colour->addItem(tr("None"), QString());
    for (const QString& name : settings::connectionColours()) {
        m_colour->addItem(swatch(markColour(name)), colourWord(name), name);
    }
}

void ConnectionMarks::fill(const settings::Connection& connection)
{
    m_production->setChecked(connection.production);
    m_readOnly->setChecked(connection.readOnly);
    m_colour->setCurrentIndex(std::max(0, m_colour->findData(connection.colour)));
}

void ConnectionMarks::writeTo(settings::Connection& connection) const
{
    connection.production = m_production->isChecked();
    connection.readOnly = m_readOnly->isChecked();
    connection.colour = m_colour->currentData().toString();
}

} // namespace owb::ui
