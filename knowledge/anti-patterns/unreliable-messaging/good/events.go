package parcels

import "time"

// ParcelHandedOver says that a courier has the parcel.
type ParcelHandedOver struct{ ParcelID, Courier string }

// ID names the fact.
func (e ParcelHandedOver) ID() string { return "handed-over/" + e.ParcelID }

// Type is the name on the wire.
func (ParcelHandedOver) Type() string { return "ParcelHandedOver" }

// ParcelDelivered says that the recipient has the parcel.
type ParcelDelivered struct {
	ParcelID string
	At       time.Time
}

// ID names the fact.
func (e ParcelDelivered) ID() string { return "delivered/" + e.ParcelID }

// Type is the name on the wire.
func (ParcelDelivered) Type() string { return "ParcelDelivered" }
